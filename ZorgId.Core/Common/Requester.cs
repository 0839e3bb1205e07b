namespace ZorgId.Core.Common;

/// <summary>
/// Who made a request, in words by which people could recognise it. They are names of products, which
/// are the same in every language; null where unknown.
/// </summary>
/// <param name="Browser"><c>Firefox</c>.</param>
/// <param name="Platform">What the browser runs on: <c>Windows</c>, <c>iPad</c>.</param>
/// <param name="Address">The IP address.</param>
public sealed record Requester(string? Browser, string? Platform, string? Address)
{
    public const int MaxLength = 100;

    /// <summary>The client as the log records it.</summary>
    public string Client => string.Join(", ", new[] { Browser, Platform, Address }.OfType<string>());
}
