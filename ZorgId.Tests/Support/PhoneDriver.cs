using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;

namespace ZorgId.Tests.Support;

/// <summary>What a phone does, brought to the core of any host as the web brings it; over HTTP it is <see cref="PhoneOnTheWire"/>'s.</summary>
public static class PhoneDriver
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="client">Where the phone calls from.</param>
    public static Task<Outcome<ClaimedSession>> ClaimAsync(
        this IPortalHost host, TestPhone phone, TestQr qr, Action<TestJws>? change = null, string client = TestPortal.PhoneClient) =>
        host.CallAsync(phone.Claim(qr, change), host.EnvironmentOf(qr), call => host.Get<ClaimSession>().ExecuteAsync(qr.Sid, call, Cancellation), client);

    /// <summary>Claims, and must succeed.</summary>
    /// <returns>The nonce for the decision.</returns>
    public static async Task<string> MustClaimAsync(this IPortalHost host, TestPhone phone, TestQr qr) => Assert.Answered(await host.ClaimAsync(phone, qr)).Nonce;

    /// <param name="pin">Typed in place of the right one.</param>
    public static Task<Outcome<DecidedSession>> AcceptAsync(
        this IPortalHost host, TestPhone phone, TestQr qr, string nonce, string? pin = null, Action<TestJws>? change = null) =>
        host.DecideAsync(qr, phone.Accept(qr, nonce, pin, change));

    /// <summary>Claims and accepts, and must succeed.</summary>
    public static async Task AcceptAsync(this IPortalHost host, TestPhone phone, TestQr qr) =>
        Assert.Answered(await host.AcceptAsync(phone, qr, await host.MustClaimAsync(phone, qr)));

    public static Task<Outcome<DecidedSession>> RefuseAsync(this IPortalHost host, TestPhone phone, TestQr qr, string nonce) =>
        host.DecideAsync(qr, phone.Refuse(qr, nonce));

    public static Task<Outcome<DecidedSession>> DecideAsync(this IPortalHost host, TestQr qr, byte[] body) =>
        host.CallAsync(body, host.EnvironmentOf(qr), call => host.Get<DecideSession>().ExecuteAsync(qr.Sid, call, Cancellation));

    public static Task<Outcome<T>> CallAsync<T>(
        this IPortalHost host, byte[] body, PortalEnvironment environment, Func<PhoneCall, Task<Outcome<T>>> answer, string client = TestPortal.PhoneClient)
        where T : class => host.Get<MessageLimits>().CallAsync(body, environment, answer, client);
}
