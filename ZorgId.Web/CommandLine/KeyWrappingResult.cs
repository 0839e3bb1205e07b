namespace ZorgId.Web.CommandLine;

/// <summary>What became of an element of the key ring.</summary>
internal enum KeyWrappingEnd
{
    /// <summary>Neither certificate opens it, or it is not wrapped at all.</summary>
    Unopened,

    /// <summary>It holds no secret.</summary>
    NoKey,

    /// <summary>The new certificate opens it already.</summary>
    Already,

    /// <summary>It was opened with the old certificate and wrapped with the new.</summary>
    Rewrapped,
}

/// <param name="End">What became of it.</param>
/// <param name="Xml">What is to be stored in its place; null where it stays as it is.</param>
internal readonly record struct KeyWrappingResult(KeyWrappingEnd End, string? Xml = null);
