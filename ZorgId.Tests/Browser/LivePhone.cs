using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>A phone that the test plays, with real messages.</summary>
/// <param name="client">Where it calls from.</param>
internal sealed class LivePhone(LivePortal portal, TestPhone phone, string client = TestPortal.PhoneClient)
{
    public string Kid => phone.Kid;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<Outcome<ClaimedSession>> ClaimAsync(TestQr qr) =>
        CallAsync(phone.Claim(qr), call => portal.Get<ClaimSession>().ExecuteAsync(qr.Sid, call, Cancellation));

    /// <returns>The nonce for the decision.</returns>
    public async Task<string> MustClaimAsync(TestQr qr) => Assert.Answered(await ClaimAsync(qr)).Nonce;

    /// <param name="pin">Typed in place of the right one.</param>
    public Task<Outcome<DecidedSession>> AcceptAsync(TestQr qr, string nonce, string? pin = null) => DecideAsync(qr, phone.Accept(qr, nonce, pin));

    public Task<Outcome<DecidedSession>> RefuseAsync(TestQr qr, string nonce) => DecideAsync(qr, phone.Refuse(qr, nonce));

    /// <summary>Claims and accepts, and must succeed.</summary>
    public async Task AcceptAsync(TestQr qr) => Assert.Answered(await AcceptAsync(qr, await MustClaimAsync(qr)));

    private Task<Outcome<DecidedSession>> DecideAsync(TestQr qr, byte[] body) =>
        CallAsync(body, call => portal.Get<DecideSession>().ExecuteAsync(qr.Sid, call, Cancellation));

    private Task<Outcome<T>> CallAsync<T>(byte[] body, Func<PhoneCall, Task<Outcome<T>>> answer)
        where T : class => portal.Get<MessageLimits>().CallAsync(body, PortalEnvironment.Productie, answer, client);
}
