using Microsoft.EntityFrameworkCore;
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
        host.ClaimAsync(qr, phone.Claim(qr, change), client);

    public static Task<Outcome<ClaimedSession>> ClaimAsync(this IPortalHost host, TestQr qr, byte[] body, string client = TestPortal.PhoneClient) =>
        host.CallAsync(body, host.EnvironmentOf(qr), call => host.Get<ClaimSession>().ExecuteAsync(qr.Sid, call, Cancellation), client);

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

    public static Task<Outcome<IdentityAnswer>> UnlockAsync(
        this IPortalHost host, TestPhone phone, string nonce, string? pin = null, Action<TestJws>? change = null, PortalEnvironment environment = PortalEnvironment.Productie) =>
        host.IdentifyAsync(phone.Unlock(host.Get<PortalOrigins>()[environment], nonce, pin, change), environment);

    /// <summary>A nonce for an <c>identity</c> message.</summary>
    public static string NewNonce(this IPortalHost host) => host.Get<ChallengeNonces>().Create(PortalEnvironment.Productie);

    /// <summary>Three wrong PINs.</summary>
    public static async Task BlockPinAsync(this IPortalHost host, TestPhone phone)
    {
        for (var i = 0; i < Phone.PinTries; i++)
            await host.UnlockAsync(phone, host.NewNonce(), "11223");
    }

    /// <summary>Changes the PIN; the phone goes on with the new one if that was done.</summary>
    public static async Task<Outcome<IdentityAnswer>> ChangePinAsync(this IPortalHost host, TestPhone phone, string nonce, string newPin, string? pin = null)
    {
        var outcome = await host.IdentifyAsync(phone.ChangePin(TestPortal.Productie, nonce, newPin, pin));
        if (outcome.Answer is not null)
            phone.Pin = newPin;
        return outcome;
    }

    public static Task<Outcome<IdentityAnswer>> LeaveAsync(this IPortalHost host, TestPhone phone, string nonce, string? pin = null) => host.IdentifyAsync(phone.Leave(TestPortal.Productie, nonce, pin));

    public static Task<Outcome<IdentityAnswer>> IdentifyAsync(this IPortalHost host, byte[] body, PortalEnvironment environment = PortalEnvironment.Productie) =>
        host.CallAsync(body, environment, call => host.Get<AnswerIdentity>().ExecuteAsync(call, Cancellation));

    /// <summary>A person types a code into a phone, on the network of the browser that shows it.</summary>
    public static async Task<Outcome<TypedCodeAnswer>> TypeAsync(
        this IPortalHost host, TestPhone phone, string typedCode, string address = TestPortal.BrowserAddress, PortalEnvironment environment = PortalEnvironment.Productie, Action<TestJws>? change = null)
    {
        var hasAccount = await host.QueryAsync(db => db.Phones.AnyAsync(p => p.Kid == phone.Kid, Cancellation));
        var message = phone.TypeCode(host.Get<PortalOrigins>()[environment], typedCode, hasAccount, change);
        return await host.CallAsync(message, environment, call => host.Get<ExchangeTypedCode>().ExecuteAsync(call, Cancellation), address);
    }

    /// <summary>The same, and it must be the right one.</summary>
    public static async Task<TestQr> MustTypeAsync(this IPortalHost host, TestPhone phone, string typedCode) => TestQr.Parse(Assert.Answered(await host.TypeAsync(phone, typedCode)).QrText);

    public static Task<Outcome<T>> CallAsync<T>(
        this IPortalHost host, byte[] body, PortalEnvironment environment, Func<PhoneCall, Task<Outcome<T>>> answer, string client = TestPortal.PhoneClient)
        where T : class => host.Get<MessageLimits>().CallAsync(body, environment, answer, client);
}
