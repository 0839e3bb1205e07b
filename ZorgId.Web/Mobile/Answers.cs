using System.Text.Json.Serialization;
using ZorgId.Core;
using ZorgId.Core.Phones;
using ZorgId.Core.Sessions;

namespace ZorgId.Web.Mobile;

/// <summary>What is the same in every answer.</summary>
internal static class Wire
{
    /// <summary>The portal's own name, on the consent screen; a proper name, the same in every language.</summary>
    public const string Portal = "ZORG-ID Portaal";

    public const int Protocol = 1;

    /// <summary>Times go in whole seconds, as the protocol writes them; never later than they are.</summary>
    public static DateTime Seconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}

public sealed record ClaimAnswer(
    string Sid, string Kind, string Nonce, DateTime ExpiresAt, int ExpiresIn, string Environment, string Portal, string VerificationCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RequesterAnswer? Requester, SubjectAnswer Subject)
{
    public static ClaimAnswer From(ClaimedSession claimed) => new(
        claimed.Sid.Value, claimed.Kind.WireName(), claimed.Nonce, Wire.Seconds(claimed.ExpiresAt), (int)claimed.ExpiresIn.TotalSeconds,
        claimed.Environment.WireName(), Wire.Portal, claimed.VerificationCode,
        claimed.Requester is { } requester ? new(requester.Browser, requester.Address) : null, SubjectAnswer.From(claimed.Subject));
}

public sealed record RequesterAnswer(string Browser, string? Address);

public sealed record SubjectAnswer(string Name, string Organisation, string Role)
{
    public static SubjectAnswer From(SessionSubject subject) => new(subject.Name, subject.Organisation, subject.Role.ToString());
}

public sealed record DecisionAnswer(
    string Sid, string State, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AccountAnswer? Account)
{
    public static DecisionAnswer From(DecidedSession decided) => new(
        decided.Sid.Value, decided.State.WireName(),
        decided.Account is { } account ? new(decided.Environment.WireName(), account.Name, account.Organisation, account.Role.ToString()) : null);
}

public sealed record AccountAnswer(string Environment, string Name, string Organisation, string Role);

public sealed record ChallengeAnswer(string Nonce, int ExpiresIn)
{
    public static ChallengeAnswer From(string nonce) => new(nonce, (int)ChallengeNonces.Lifetime.TotalSeconds);
}

public sealed record UnlockAnswer(string Environment, string Name, IReadOnlyList<MembershipAnswer> Organisations, DateTime? LastUsedAt)
{
    public static UnlockAnswer From(UnlockedIdentity identity) => new(
        identity.Environment.WireName(), identity.Name, [.. identity.Organisations.Select(o => new MembershipAnswer(o.Name, o.Role.ToString()))], identity.LastUsedAt is { } last ? Wire.Seconds(last) : null);
}

public sealed record MembershipAnswer(string Name, string Role);

public sealed record QrAnswer(string Qr);

public sealed record EnvironmentAnswer(string Environment, string Portal, int Protocol)
{
    public static EnvironmentAnswer From(PortalEnvironment environment) => new(environment.WireName(), Wire.Portal, Wire.Protocol);
}
