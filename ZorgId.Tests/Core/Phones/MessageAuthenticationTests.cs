using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>Whose message it is, and in which order that is found out.</summary>
public sealed class MessageAuthenticationTests
{
    private const string FieldPrimeX = "_____wAAAAEAAAAAAAAAAAAAAAD_______________8";

    private static readonly TestQr Login = new(TestPortal.Productie, TestQr.Login, "AAAAAAAAAAAAAAAAAAAAAA", "nwzZuUCX_kkpkQ");
    private static readonly TestQr Enrollment = Login with { Kind = TestQr.Enrollment, Code = "BBBBBBBBBBBBBBBBBBBBBA" };

    /// <summary>What a stranger may try with a known phone's kid: one answer for all.</summary>
    public static TheoryData<string, Action<TestJws>> Strangers => new()
    {
        { "alg none", jws => { jws.Header["alg"] = "none"; jws.Signer = _ => []; } },
        { "alg none, well signed", jws => jws.Header["alg"] = "none" },
        { "alg HS256 by the kid", jws => { jws.Header["alg"] = "HS256"; jws.Signer = input => HMACSHA256.HashData(Encoding.ASCII.GetBytes(jws.Header["kid"]!.GetValue<string>()), input); } },
        { "alg ES384", jws => { jws.Header["alg"] = "ES384"; jws.Signer = _ => new byte[96]; } },
        { "alg in small letters", jws => jws.Header["alg"] = "es256" },
        { "typ of a decision", jws => jws.Header["typ"] = "zorgid-decision+jwt" },
        { "typ JWT", jws => jws.Header["typ"] = "JWT" },
        { "an unknown kid", jws => jws.Header["kid"] = new TestPhone().Kid },
        { "a kid of another form", jws => jws.Header["kid"] = "1' OR '1'='1" },
        { "a signature of zeros", jws => jws.Signer = _ => new byte[64] },
        { "a signature of ones", jws => jws.Signer = _ => [.. Enumerable.Repeat((byte)0xFF, 64)] },
        { "another key's signature", jws => jws.Signer = Sign },
        { "a DER signature cut to length", jws => jws.Signer = input => SignAs(input, DSASignatureFormat.Rfc3279DerSequence)[..64] },
        { "an audience of nobody, badly signed", jws => { jws.Payload["aud"] = "https://elsewhere.example"; jws.Signer = Sign; } },
    };

    public static TheoryData<string, Action<TestJws>> OffCurveKeys => new()
    {
        { "no point", jws => jws.Header["jwk"]!["x"] = new string('A', 43) },
        { "zero", jws => jws.Header["jwk"] = Jwk(new string('A', 43), new string('A', 43)) },
        { "x beyond the field", jws => jws.Header["jwk"]!["x"] = FieldPrimeX },
        { "all ones", jws => jws.Header["jwk"] = Jwk(new string('_', 42) + "8", new string('_', 42) + "8") },
        { "another curve", jws => jws.Header["jwk"]!["crv"] = "P-384" },
        { "another curve of the same length", jws => jws.Header["jwk"]!["crv"] = "secp256k1" },
        { "another type", jws => jws.Header["jwk"]!["kty"] = "OKP" },
    };

    [Fact]
    public async Task Authenticate_KnownPhone_IsThatPhone()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        var message = Assert.Answered(await AuthenticateAsync(portal, phone.Claim(Login)));

        Assert.Equal((phone.Kid, phone.Kid, true), (message.Key.Kid, message.Phone!.Kid, message.NamedByKid));
    }

    [Fact]
    public async Task Authenticate_NewKey_IsNoPhonesYet()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = new TestPhone();

        var message = Assert.Answered(await AuthenticateAsync(portal, phone.Claim(Enrollment)));

        Assert.Equal((phone.Kid, null, false), (message.Key.Kid, message.Phone, message.NamedByKid));
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Authenticate_Stranger_IsUnknownAndWritesNothing(string name, Action<TestJws> change)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var version = await portal.DataVersionAsync();

        var outcome = await AuthenticateAsync(portal, phone.Claim(Login, change));

        Assert.True(outcome.Refusal == new Refusal(RefusalReason.UnknownPhone), $"{name}: {outcome.Refusal}");
        Assert.Equal(version, await portal.DataVersionAsync());
    }

    [Theory]
    [MemberData(nameof(OffCurveKeys))]
    public async Task Authenticate_JwkThatIsNoPoint_IsUnknown(string name, Action<TestJws> change)
    {
        await using var portal = await TestPortal.StartAsync();

        var outcome = await AuthenticateAsync(portal, new TestPhone().Claim(Enrollment, change));

        Assert.True(outcome.Refusal == new Refusal(RefusalReason.UnknownPhone), $"{name}: {outcome.Refusal}");
    }

    [Fact]
    public async Task Authenticate_JwkOfAnother_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var victim = await portal.SeedAdministratorAsync();

        Assert.Refused(RefusalReason.UnknownPhone, await AuthenticateAsync(portal, new TestPhone().Claim(Enrollment, jws => jws.Header["jwk"] = victim.Jwk)));
    }

    [Fact]
    public async Task Authenticate_ChangedPayload_IsUnknown()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var first = Encoding.ASCII.GetString(phone.Claim(Login)).Split('.');
        var second = Encoding.ASCII.GetString(phone.Claim(Login with { Sid = "AAAAAAAAAAAAAAAAAAAAAQ" })).Split('.');

        Assert.Refused(RefusalReason.UnknownPhone, await AuthenticateAsync(portal, Encoding.ASCII.GetBytes($"{first[0]}.{second[1]}.{first[2]}")));
    }

    // The order: shape, signature, audience, phone state.

    [Fact]
    public async Task Authenticate_MalformedByAStranger_IsMalformed()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Refused(RefusalReason.MalformedMessage, await AuthenticateAsync(portal, new TestPhone().Claim(Login, jws => jws.Payload.Remove("code"))));
    }

    [Theory]
    [InlineData("https://acceptatie.example")]
    [InlineData("https://productie.example/")]
    [InlineData("https://PRODUCTIE.example")]
    [InlineData("https://productie.example:443")]
    [InlineData("http://productie.example")]
    [InlineData("")]
    public async Task Authenticate_OtherAudience_IsWrongEnvironmentForTheHolderOfTheKey(string audience)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        Assert.Refused(RefusalReason.WrongEnvironment, await AuthenticateAsync(portal, phone.Claim(Login, jws => jws.Payload["aud"] = audience)));
    }

    [Fact]
    public async Task Authenticate_OtherAudienceOfARevokedPhone_IsWrongEnvironmentFirst()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.SetStateAsync(phone, PhoneState.Revoked);

        Assert.Refused(RefusalReason.WrongEnvironment, await AuthenticateAsync(portal, phone.Claim(Login with { Origin = TestPortal.Acceptatie })));
        Assert.Refused(RefusalReason.PhoneRevoked, await AuthenticateAsync(portal, phone.Claim(Login)));
    }

    [Fact]
    public async Task Authenticate_PhoneOfTheOtherEnvironment_IsUnknownHere()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        var outcome = await AuthenticateAsync(portal, phone.Claim(Login with { Origin = TestPortal.Acceptatie }), PortalEnvironment.Acceptatie);

        Assert.Refused(RefusalReason.UnknownPhone, outcome);
    }

    [Theory]
    [InlineData(PhoneState.Revoked, RefusalReason.PhoneRevoked)]
    [InlineData(PhoneState.Blocked, RefusalReason.PhoneBlocked)]
    public async Task Authenticate_PhoneThatMayNotSpeak_IsToldOnlyToTheHolderOfItsKey(PhoneState state, RefusalReason reason)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.SetStateAsync(phone, state);

        Assert.Refused(reason, await AuthenticateAsync(portal, phone.Claim(Login)));
        Assert.Refused(RefusalReason.UnknownPhone, await AuthenticateAsync(portal, phone.Claim(Login, jws => jws.Signer = Sign)));
    }

    [Theory]
    [InlineData(PhoneState.Active, AccountStatus.Active, 2, null)]
    [InlineData(PhoneState.Active, AccountStatus.Active, 3, RefusalReason.PinBlocked)]
    [InlineData(PhoneState.Active, AccountStatus.Blocked, 3, RefusalReason.PhoneBlocked)]
    [InlineData(PhoneState.Blocked, AccountStatus.Active, 3, RefusalReason.PhoneBlocked)]
    [InlineData(PhoneState.Blocked, AccountStatus.Revoked, 3, RefusalReason.PhoneRevoked)]
    [InlineData(PhoneState.Revoked, AccountStatus.Active, 3, RefusalReason.PhoneRevoked)]
    [InlineData(PhoneState.Revoked, AccountStatus.Blocked, 0, RefusalReason.PhoneRevoked)]
    [InlineData(PhoneState.Active, AccountStatus.Revoked, 0, RefusalReason.PhoneRevoked)]
    public async Task Authenticate_Refusal_NamesTheMostFinalReason(PhoneState state, AccountStatus status, int failures, RefusalReason? reason)
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.SetStateAsync(phone, state);
        await portal.SetStatusAsync((await portal.PhoneAsync(phone)).AccountId, status);
        await portal.QueryAsync(db => db.Phones.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, failures)));

        Assert.Equal(reason, (await AuthenticateAsync(portal, phone.Claim(Login))).Refusal?.Reason);
    }

    private static Task<Outcome<AuthenticatedMessage<ClaimPayload>>> AuthenticateAsync(
        TestPortal portal, byte[] body, PortalEnvironment environment = PortalEnvironment.Productie) => portal.CallAsync(
        body, environment, call => portal.Get<MessageAuthentication>().AuthenticateAsync<ClaimPayload>(call, fits: null, TestContext.Current.CancellationToken));

    private static System.Text.Json.Nodes.JsonObject Jwk(string x, string y) => new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = x, ["y"] = y };

    private static byte[] Sign(byte[] input) => SignAs(input, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private static byte[] SignAs(byte[] input, DSASignatureFormat format)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.SignData(input, HashAlgorithmName.SHA256, format);
    }
}
