namespace ZorgId.Core.Phones;

/// <summary>A phone's message as it came in.</summary>
/// <param name="Body">As received.</param>
/// <param name="Environment">Where it came in; the message must be meant for that environment's origin.</param>
/// <param name="Requester">The caller, as people can recognise it.</param>
/// <param name="Visit">Where it comes from, for the limits.</param>
public sealed record PhoneCall(ReadOnlyMemory<byte> Body, PortalEnvironment Environment, Requester? Requester, AddressVisit Visit)
{
    /// <summary>The caller, as the log records it.</summary>
    public string? Client => Requester?.Client;
}
