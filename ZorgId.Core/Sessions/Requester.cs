namespace ZorgId.Core.Sessions;

/// <summary>The browser that shows a login QR, as the phone's owner is told of it.</summary>
/// <param name="Browser">For people: <c>Firefox op Windows</c>.</param>
/// <param name="Address">Its IP address, where known.</param>
public sealed record Requester(string Browser, string? Address)
{
    public const int MaxLength = 100;

    /// <summary>As the log has it.</summary>
    public string Client => Address is null ? Browser : $"{Browser}, {Address}";
}
