using System.Text.Json.Serialization;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Web.Platform.Requests;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Mobile;

/// <summary>What the answers have in common.</summary>
internal static class Wire
{
    /// <summary>The portal's own name on the consent screen. It is a proper name, so it is the same in every language.</summary>
    public const string Portal = "ZORG-ID Portaal";

    public const int Protocol = 1;

    /// <summary>The protocol has times in whole seconds. They are rounded down, so that no time is later than it was.</summary>
    public static DateTime Seconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}

public sealed record ClaimAnswer(
    string Sid, string Kind, string Nonce, DateTime ExpiresAt, int ExpiresIn, string Environment, string Portal, string VerificationCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RequesterAnswer? Requester, SubjectAnswer Subject)
{
    public static ClaimAnswer From(ClaimedSession claimed) => new(
        claimed.Sid.Value, claimed.Kind.WireName(), claimed.Nonce, Wire.Seconds(claimed.ExpiresAt), (int)claimed.ExpiresIn.TotalSeconds,
        claimed.Environment.WireName(), Wire.Portal, claimed.VerificationCode,
        claimed.Requester is { } requester ? RequesterAnswer.From(requester) : null, SubjectAnswer.From(claimed.Subject));
}

/// <param name="Browser">The browser's name, in the language that the phone asks for.</param>
public sealed record RequesterAnswer(string Browser, string? Address)
{
    public static RequesterAnswer From(Requester requester) =>
        new(RequesterText.Describe(requester.Browser, requester.Platform), RequesterText.ShownAddress(requester.Address));
}

public sealed record SubjectAnswer(string Name, string Organisation, string Role)
{
    public static SubjectAnswer From(SessionSubject subject) => new(subject.Name, subject.Organisation, subject.Role.ToString());
}

public sealed record DecisionAnswer(
    string Sid, string State, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AccountAnswer? Account)
{
    public static DecisionAnswer From(DecidedSession decided) => new(
        decided.Sid.Value,
        decided.State.WireName(),
        decided.Account is { } account
            ? new(decided.Environment.WireName(), account.Name, account.Organisation, account.Role.ToString())
            : null);
}

public sealed record AccountAnswer(string Environment, string Name, string Organisation, string Role);

public sealed record ChallengeAnswer(string Nonce, int ExpiresIn)
{
    public static ChallengeAnswer From(string nonce) => new(nonce, (int)ChallengeNonces.Lifetime.TotalSeconds);
}

/// <param name="WrongPins">Left out where there were no wrong PINs since the last unlock.</param>
public sealed record UnlockAnswer(
    string Environment, string Name, IReadOnlyList<MembershipAnswer> Organisations, DateTime? LastUsedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WrongPinsAnswer? WrongPins)
{
    public static UnlockAnswer From(UnlockedIdentity identity) => new(
        identity.Environment.WireName(),
        identity.Name,
        [.. identity.Organisations.Select(o => new MembershipAnswer(o.Name, o.Role.ToString()))],
        identity.LastUsedAt is { } last ? Wire.Seconds(last) : null,
        WrongPinsAnswer.From(identity.WrongPins));
}

public sealed record WrongPinsAnswer(int Count, DateTime LastAt)
{
    public static WrongPinsAnswer? From(WrongPinsBefore wrong) =>
        wrong is { Count: > 0, LastAt: { } last } ? new(wrong.Count, Wire.Seconds(last)) : null;
}

public sealed record MembershipAnswer(string Name, string Role);

public sealed record QrAnswer(string Qr);

/// <param name="Support">Left out where the settings have neither a phone number nor a mail address.</param>
public sealed record EnvironmentAnswer(
    string Environment,
    string Portal,
    int Protocol,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SupportAnswer? Support)
{
    public static EnvironmentAnswer From(PortalEnvironment environment, SupportSettings support) =>
        new(environment.WireName(), Wire.Portal, Wire.Protocol, SupportAnswer.From(support));
}

/// <summary>How people reach the helpdesk.</summary>
public sealed record SupportAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phone,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mail)
{
    public static SupportAnswer? From(SupportSettings support) =>
        support.Ways.Count > 0 ? new(support.Phone, support.Mail) : null;
}
