using System.Reflection;
using ZorgId.Core.Phones;

namespace ZorgId.Web.Mobile;

/// <summary>What an endpoint takes and how it may refuse: metadata for the API's description.</summary>
/// <param name="MessageType">The <c>typ</c> of the message that it takes; null where it takes none.</param>
/// <param name="Members">The members of the payload; a question mark follows those that not every message has.</param>
internal sealed record MobileEndpoint(string? MessageType, IReadOnlyList<string> Members, IReadOnlyList<ProblemKind> Problems);

internal static class MobileEndpoints
{
    // Every signed message may be refused for these reasons (PROTOCOL, order of checks).
    private static readonly ProblemKind[] OfEveryMessage =
    [
        ProblemKind.TooLarge, ProblemKind.TooSlow, ProblemKind.UnsupportedMediaType, ..
        ((RefusalReason[])[
            RefusalReason.MalformedMessage, RefusalReason.UnknownPhone, RefusalReason.WrongEnvironment, RefusalReason.PhoneRevoked,
            RefusalReason.PhoneBlocked, RefusalReason.PinBlocked, RefusalReason.TooManyRequests,
        ]).Select(ProblemKind.Of),
    ];

    /// <summary>
    /// Says that this endpoint takes a signed message, and for which reasons it may refuse it besides those of every message.
    /// </summary>
    public static RouteHandlerBuilder Takes<TPayload>(this RouteHandlerBuilder endpoint, params IEnumerable<RefusalReason> reasons)
        where TPayload : class, IMessagePayload =>
        endpoint.With(new(TPayload.Type, MembersOf(typeof(TPayload)), [.. OfEveryMessage, .. reasons.Select(ProblemKind.Of)]));

    /// <summary>Says that this endpoint takes no message.</summary>
    public static RouteHandlerBuilder TakesNothing(this RouteHandlerBuilder endpoint) =>
        endpoint.With(new(null, [], []));

    private static RouteHandlerBuilder With(this RouteHandlerBuilder endpoint, MobileEndpoint description)
    {
        foreach (var status in description.Problems.Select(p => p.Status).Distinct())
            endpoint.Produces<Problem>(status, Problems.ContentType);
        return endpoint.WithMetadata(description);
    }

    private static List<string> MembersOf(Type payload) =>
        [.. payload.GetConstructors().Single(c => c.GetParameters().Length > 1).GetParameters().Select(NameOf)];

    private static string NameOf(ParameterInfo member) =>
        $"{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(member.Name!)}{(member.HasDefaultValue ? "?" : "")}";
}
