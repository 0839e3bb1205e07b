using ZorgId.Core.Phones;

namespace ZorgId.Core.QrSessions;

/// <summary>A phone that showed a session's code, in parts that a person could recognise it by.</summary>
/// <param name="Device">What it calls itself; empty for a phone without an account, which has not said so yet.</param>
public sealed record ScanningPhone(string Device, string? Browser, string? Platform, string? Address)
{
    internal static ScanningPhone Of(KnownPhone? phone, Requester? requester) =>
        new(phone?.DeviceName ?? "", requester?.Browser, requester?.Platform, requester?.Address);
}
