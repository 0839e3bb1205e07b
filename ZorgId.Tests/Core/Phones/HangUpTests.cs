using ZorgId.Core.Audit;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>Who hangs up while a message is being answered undoes nothing of it.</summary>
public sealed class HangUpTests
{
    private const string WrongPin = "11223";

    [Theory]
    [InlineData(IdentityPayload.Unlock)]
    [InlineData(IdentityPayload.ChangePin)]
    [InlineData(IdentityPayload.Leave)]
    public async Task Identity_HungUpAtAWrongPin_IsCountedAndLogged(string act)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var nonce = portal.NewNonce();
        var body = act switch
        {
            IdentityPayload.Unlock => phone.Unlock(TestPortal.Productie, nonce, WrongPin),
            IdentityPayload.ChangePin => phone.ChangePin(TestPortal.Productie, nonce, "62607", WrongPin),
            _ => phone.Leave(TestPortal.Productie, nonce, WrongPin),
        };

        await HangUpAsync<IdentityAnswer>(portal, body, "\"PinFailures\" + 1", portal.Get<AnswerIdentity>().ExecuteAsync);

        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PinRefused);
    }

    [Fact]
    public async Task Decision_HungUpAtAWrongPin_IsCountedAndLogged()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();
        var nonce = await portal.MustClaimAsync(phone, qr);

        await HangUpAsync<DecidedSession>(
            portal, phone.Accept(qr, nonce, WrongPin), "\"PinFailures\" + 1", (call, hungUp) => portal.Get<DecideSession>().ExecuteAsync(qr.Sid, call, hungUp));

        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.PinRefused);
    }

    // A second phone that shows the code and hangs up would be told of to nobody.
    [Fact]
    public async Task Claim_SecondPhoneHangsUp_IsToldAndLogged()
    {
        await using var portal = await TestPortal.StartAsync();
        var qr = await portal.AddAdministratorAsync();
        await portal.MustClaimAsync(new TestPhone(), qr);

        await HangUpAsync<ClaimedSession>(
            portal, new TestPhone().Claim(qr), "\"QrSessions\"", (call, hungUp) => portal.Get<ClaimSession>().ExecuteAsync(qr.Sid, call, hungUp));

        Assert.NotNull((await portal.SessionAsync(qr.Sid)).SecondPhoneFrom);
        Assert.Single(await portal.LogAsync(), e => e.Action == AuditAction.SecondPhoneTurnedAway);
    }

    [Fact]
    public async Task TypedCode_WrongOnesHungUp_AreCounted()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var right = await portal.MustShowTypedCodeAsync(await portal.OpenLoginAsync());
        for (var i = 0; i < new TypedCodeLimits().WrongPerPhone; i++)
        {
            await HangUpAsync<TypedCodeAnswer>(
                portal, phone.TypeCode(TestPortal.Productie, "K7QF3-M2DXN", hasAccount: true), "\"TypedCodeMac\" =",
                (call, hungUp) => portal.Get<ExchangeTypedCode>().ExecuteAsync(call, hungUp));
        }

        Assert.Refused(RefusalReason.TooManyRequests, await portal.TypeAsync(phone, right));
    }

    /// <summary>The sender hangs up as the database is about to be asked what contains <paramref name="moment"/>.</summary>
    private static async Task HangUpAsync<T>(
        TestPortal portal, byte[] body, string moment, Func<PhoneCall, CancellationToken, Task<Outcome<T>>> answer)
        where T : class
    {
        using var line = new CancellationTokenSource();
        portal.Commands.Asked = sql =>
        {
            if (sql.Contains(moment, StringComparison.Ordinal))
                line.Cancel();
        };
        try
        {
            await portal.CallAsync(body, PortalEnvironment.Productie, call => answer(call, line.Token));
        }
        catch (OperationCanceledException)
        {
            // Nobody is there to be told.
        }

        portal.Commands.Asked = null;
        Assert.True(line.IsCancellationRequested);
    }
}
