using System.Net;
using ZorgId.Core.Phones;

namespace ZorgId.Tests.Support;

/// <summary>Brings a message to the core, and counts it as the web does while the database is there.</summary>
public static class Calls
{
    /// <param name="answer">The use case.</param>
    /// <param name="client">The phone's address.</param>
    public static async Task<Outcome<T>> CallAsync<T>(
        this MessageLimits limits, byte[] body, PortalEnvironment environment, Func<PhoneCall, Task<Outcome<T>>> answer, string client)
        where T : class
    {
        using var visit = limits.Arrive(IPAddress.Parse(client));
        var outcome = await answer(new(body, environment, new(null, null, client), visit));
        if (outcome.Answer is not null)
            visit.WasGood();
        return outcome;
    }
}
