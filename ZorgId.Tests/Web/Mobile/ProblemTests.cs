using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Mobile;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>Every problem that a login or an enrollment can meet, as the protocol's table of errors has it.</summary>
public sealed class ProblemTests(PortalServer server) : IClassFixture<PortalServer>
{
    [Fact]
    public async Task MalformedMessage_NoJws_Is400()
    {
        var qr = await server.OpenLoginAsync();
        await MustRefuseAsync(400, "malformed-message", qr, "claim", "no.jws"u8.ToArray());
    }

    [Fact]
    public async Task MalformedMessage_SidOfAnotherPath_Is400()
    {
        var phone = await server.SeedAdministratorAsync();
        var (here, there) = (await server.OpenLoginAsync(), await server.OpenLoginAsync());
        await MustRefuseAsync(400, "malformed-message", here, "claim", phone.Claim(there));
    }

    [Fact]
    public async Task UnknownPhone_UnknownKid_Is401()
    {
        var qr = await server.OpenLoginAsync();
        await MustRefuseAsync(401, "unknown-phone", qr, "claim", new TestPhone().Claim(qr));
    }

    [Fact]
    public async Task UnknownPhone_WhateverTheCause_IsOneAnswer()
    {
        var (known, qr) = (await server.SeedAdministratorAsync(), await server.OpenLoginAsync());
        var enrollment = await server.AddAdministratorAsync();
        var (stranger, nowhere) = (new TestPhone(), qr with { Sid = SessionId.New().Value });
        List<(TestQr Qr, byte[] Message)> messages =
        [
            (qr, stranger.Claim(qr)),
            (qr, known.Claim(qr, jws => jws.Signer = _ => new byte[64])),
            (qr, known.Claim(qr, jws => jws.Header["alg"] = "HS256")),
            (qr, known.Claim(qr, jws => jws.Header["alg"] = "none")),
            (qr, known.Claim(qr, jws => jws.Header["typ"] = "zorgid-decision+jwt")),
            (nowhere, stranger.Claim(nowhere)),
            (enrollment, stranger.Claim(enrollment, jws => jws.Header["jwk"]!["y"] = jws.Header["jwk"]!["x"]!.GetValue<string>())),
            (enrollment, stranger.Claim(enrollment, jws => jws.Signer = _ => new byte[64])),
            // A login asks for a phone with an account; a key of its own is none.
            (qr, stranger.Claim(qr, jws =>
            {
                jws.Header.Remove("kid");
                jws.Header["jwk"] = stranger.Jwk;
            })),
        ];

        var answers = new List<string>();
        foreach (var (to, message) in messages)
        {
            var answer = await server.SendAsync(to, "claim", message);
            await answer.MustProblemAsync(401, "unknown-phone");
            answers.Add($"{answer}{await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task PinIncorrect_TwoWrongPins_CountsDown()
    {
        var (phone, qr, nonce) = await ClaimLoginAsync();

        var first = await MustRefuseAsync(401, "pin-incorrect", qr, "decision", phone.Accept(qr, nonce, "11112"), "attemptsLeft");
        var second = await MustRefuseAsync(401, "pin-incorrect", qr, "decision", phone.Accept(qr, nonce, "11113"), "attemptsLeft");

        Assert.Equal((2, 1), (first["attemptsLeft"]!.GetValue<int>(), second["attemptsLeft"]!.GetValue<int>()));
    }

    [Fact]
    public async Task PinBlocked_ThirdWrongPin_Is403AndEndsTheSession()
    {
        var (phone, qr, nonce) = await ClaimLoginAsync();
        await server.SendAsync(qr, "decision", phone.Accept(qr, nonce, "11112"));
        await server.SendAsync(qr, "decision", phone.Accept(qr, nonce, "11113"));

        await MustRefuseAsync(403, "pin-blocked", qr, "decision", phone.Accept(qr, nonce, "11114"));
        await MustRefuseAsync(403, "pin-blocked", qr, "claim", phone.Claim(qr));
        Assert.Equal(SessionState.Cancelled, await server.QueryAsync(db => db.QrSessions.Where(s => s.Nonce == nonce).Select(s => s.State).SingleAsync()));
    }

    [Theory]
    [InlineData(PhoneState.Blocked, "phone-blocked")]
    [InlineData(PhoneState.Revoked, "phone-revoked")]
    public async Task PhoneState_NotActive_IsToldToTheHolderOfTheKey(PhoneState state, string name)
    {
        var phone = await server.SeedAdministratorAsync();
        await server.QueryAsync(db => db.Phones.Where(p => p.Kid == phone.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state)));
        var qr = await server.OpenLoginAsync();

        await MustRefuseAsync(403, name, qr, "claim", phone.Claim(qr));
        await (await server.SendAsync(qr, "claim", phone.Claim(qr, jws => jws.Signer = _ => new byte[64]))).MustProblemAsync(401, "unknown-phone");
    }

    [Fact]
    public async Task RoleNotAllowed_Signer_Is403()
    {
        var phone = await server.SeedAdministratorAsync();
        await server.QueryAsync(db => db.LiveMemberships.Where(m => db.Phones.Any(p => p.Kid == phone.Kid && p.AccountId == m.AccountId))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, Role.Signer)));
        var qr = await server.OpenLoginAsync();

        await MustRefuseAsync(403, "role-not-allowed", qr, "claim", phone.Claim(qr));
    }

    [Fact]
    public async Task OtherAccount_BlockedSinceTheClaim_Is403()
    {
        var (person, phone) = (PortalServer.NewPerson(), new TestPhone());
        var qr = await server.AddAdministratorAsync(person);
        var nonce = await server.MustClaimAsync(phone, qr);
        await server.QueryAsync(db => db.Accounts.Where(a => a.IdentityKey == person.IdentityKey)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, AccountStatus.Blocked)));

        await MustRefuseAsync(403, "other-account", qr, "decision", phone.Accept(qr, nonce));
    }

    [Fact]
    public async Task SessionUnknown_NoSuchSession_Is404()
    {
        var phone = await server.SeedAdministratorAsync();
        var qr = (await server.OpenLoginAsync()) with { Sid = SessionId.New().Value };

        await MustRefuseAsync(404, "session-unknown", qr, "claim", phone.Claim(qr));
        await MustRefuseAsync(404, "session-unknown", qr, "decision", phone.Accept(qr, qr.Sid));
    }

    [Fact]
    public async Task SessionClaimed_SecondPhone_Is409()
    {
        var qr = await server.AddAdministratorAsync();
        await server.MustClaimAsync(new TestPhone(), qr);

        await MustRefuseAsync(409, "session-claimed", qr, "claim", new TestPhone().Claim(qr));
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("refused")]
    [InlineData("cancelled")]
    public async Task SessionClosed_Ended_Is409AndTellsHow(string state)
    {
        var (phone, qr, nonce) = await ClaimLoginAsync();
        if (state == "accepted")
            await server.SendAsync(qr, "decision", phone.Accept(qr, nonce));
        else if (state == "refused")
            await server.SendAsync(qr, "decision", phone.Refuse(qr, nonce));
        else
            await server.Get<CancelSession>().ExecuteAsync(await SidAsync(nonce), TestContext.Current.CancellationToken);

        var toClaim = await MustRefuseAsync(409, "session-closed", qr, "claim", phone.Claim(qr), "state");
        var other = state == "accepted" ? phone.Refuse(qr, nonce) : phone.Accept(qr, nonce);
        var toDecision = await MustRefuseAsync(409, "session-closed", qr, "decision", other, "state");

        Assert.Equal((state, state), (toClaim["state"]!.GetValue<string>(), toDecision["state"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AccountExists_PhoneWithAnAccount_Is409AndTellsWhetherItIsTheSame(bool isOwn)
    {
        var (phone, qr) = await InviteAgainAsync(isOwn);

        var problem = await MustRefuseAsync(409, "account-exists", qr, "claim", phone.Claim(qr, phone.ByKid), "sameAccount");

        Assert.Equal(isOwn, problem["sameAccount"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PinBlocked_RightCodeOfAnEnrollment_Is403AndTellsWhetherTheAccountIsTheSame(bool isOwn)
    {
        var (phone, qr) = await InviteAgainAsync(isOwn);
        await server.QueryAsync(db => db.Phones.Where(p => p.Kid == phone.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, Phone.PinTries)));
        var typed = phone.TypeCode(TestPortal.Productie, await server.MustShowTypedCodeAsync(qr), hasAccount: true);

        var claimed = await MustRefuseAsync(403, "pin-blocked", qr, "claim", phone.Claim(qr, phone.ByKid), "sameAccount");
        var exchanged = await MustRefuseAsync(403, "pin-blocked", "/mobile/v1/typed-codes", typed, "sameAccount");

        Assert.Equal((isOwn, isOwn), (claimed["sameAccount"]!.GetValue<bool>(), exchanged["sameAccount"]!.GetValue<bool>()));
        await MustRefuseAsync(403, "pin-blocked", qr, "claim", phone.Claim(qr with { Code = qr.Sid }, phone.ByKid));
    }

    [Fact]
    public async Task NonceUnusable_NotOfThisServer_Is409()
    {
        var phone = await server.SeedAdministratorAsync();

        await MustRefuseAsync(409, "nonce-unusable", "/mobile/v1/identity", phone.Unlock(TestPortal.Productie, "AAAAAAAAAAAAAAAAAAAAAA"));
    }

    [Fact]
    public async Task SessionExpired_PastItsTime_Is410()
    {
        var (phone, qr, nonce) = await ClaimLoginAsync();
        server.Time.Advance(TimeSpan.FromSeconds(120));

        await MustRefuseAsync(410, "session-expired", qr, "claim", phone.Claim(qr));
        await MustRefuseAsync(410, "session-expired", qr, "decision", phone.Accept(qr, nonce));
    }

    [Fact]
    public async Task CodeExpired_FifthStepBack_Is410()
    {
        var phone = await server.SeedAdministratorAsync();
        var qr = await server.OpenLoginAsync();
        server.Time.Advance(TimeSpan.FromSeconds(10));

        await MustRefuseAsync(410, "code-expired", qr, "claim", phone.Claim(qr));
    }

    [Fact]
    public async Task MessageTooLarge_Body_Is413() =>
        await MustRefuseAsync(413, "message-too-large", "/mobile/v1/identity", new byte[8193]);

    [Fact]
    public async Task WrongEnvironment_MessageForTheOther_Is421()
    {
        var phone = await server.SeedAdministratorAsync();
        var qr = await server.OpenLoginAsync();
        // To productie's host, signed for acceptatie.
        var message = phone.Claim(qr with { Origin = TestPortal.Acceptatie });

        await MustRefuseAsync(421, "wrong-environment", qr, "claim", message);
        Assert.Equal(SessionState.Open, await server.QueryAsync(db => db.QrSessions.OrderByDescending(s => s.OpenedAt).Where(s => s.Nonce == null).Select(s => s.State).FirstAsync()));
    }

    [Fact]
    public async Task SessionUnknown_WrongTypedCode_Is404() => await MustRefuseAsync(
        404, "session-unknown", "/mobile/v1/typed-codes", (await server.SeedAdministratorAsync()).TypeCode(TestPortal.Productie, "00000-00000", hasAccount: true));

    [Fact]
    public async Task TooManyRequests_SixthWrongTypedCode_Is429AndTellsWhenToComeBack()
    {
        var phone = await server.SeedAdministratorAsync();
        var message = phone.TypeCode(TestPortal.Productie, "00000-00000", hasAccount: true);
        for (var i = 0; i < 5; i++)
            await (await server.SendAsync("/mobile/v1/typed-codes", message)).MustProblemAsync(404, "session-unknown");

        var problem = await MustRefuseAsync(429, "too-many-requests", "/mobile/v1/typed-codes", message, "retryAfter");
        Assert.Equal(60, problem["retryAfter"]!.GetValue<int>());
        Assert.Equal("60", (await server.SendAsync("/mobile/v1/typed-codes", message)).Header("Retry-After"));
        server.Time.Advance(TimeSpan.FromSeconds(60));
        await (await server.SendAsync("/mobile/v1/typed-codes", message)).MustProblemAsync(404, "session-unknown");
    }

    [Theory]
    [InlineData("nl", "Deze telefoon is hier niet bekend.")]
    [InlineData("nl-NL,nl;q=0.9,en;q=0.8", "Deze telefoon is hier niet bekend.")]
    [InlineData("en-US,en;q=0.9", "This phone is not known here.")]
    [InlineData("en", "This phone is not known here.")]
    [InlineData("de, en;q=0.5", "This phone is not known here.")]
    [InlineData("fr", "Deze telefoon is hier niet bekend.")]
    [InlineData(null, "Deze telefoon is hier niet bekend.")]
    public async Task Title_AcceptLanguage_IsFollowed(string? language, string title)
    {
        var qr = await server.OpenLoginAsync();

        var problem = await (await server.SendAsync(qr, "claim", new TestPhone().Claim(qr), language)).MustProblemAsync(401, "unknown-phone");

        Assert.Equal(title, problem["title"]!.GetValue<string>());
    }

    /// <summary>A phone, and a QR of a new enrollment for its own account or for somebody else's.</summary>
    private async Task<(TestPhone Phone, TestQr Qr)> InviteAgainAsync(bool isOwn)
    {
        var (person, phone) = (PortalServer.NewPerson(), new TestPhone());
        await server.AcceptAsync(phone, await server.AddAdministratorAsync(person));
        return (phone, await server.AddAdministratorAsync(isOwn ? person : null));
    }

    private async Task<(TestPhone Phone, TestQr Qr, string Nonce)> ClaimLoginAsync()
    {
        var phone = await server.SeedAdministratorAsync();
        var qr = await server.OpenLoginAsync();
        return (phone, qr, await server.MustClaimAsync(phone, qr));
    }

    private Task<SessionId> SidAsync(string nonce) => server.QueryAsync(db => db.QrSessions.Where(s => s.Nonce == nonce).Select(s => s.Id).SingleAsync());

    private Task<JsonObject> MustRefuseAsync(int status, string name, TestQr qr, string what, byte[] message, params string[] extraMembers) =>
        MustRefuseAsync(status, name, $"/mobile/v1/sessions/{qr.Sid}/{what}", message, extraMembers);

    /// <summary>Sends the message twice, since every retry is safe: the answers differ in the language of their title only.</summary>
    private async Task<JsonObject> MustRefuseAsync(int status, string name, string path, byte[] message, params string[] extraMembers)
    {
        var dutch = await (await server.SendAsync(path, message, "nl")).MustProblemAsync(status, name, extraMembers);
        var english = await (await server.SendAsync(path, message, "en")).MustProblemAsync(status, name, extraMembers);

        var key = string.Concat(name.Split('-').Select(CultureInfo.InvariantCulture.TextInfo.ToTitleCase));
        Assert.Equal(MobileTexts.ResourceManager.GetString(key, CultureInfo.GetCultureInfo("nl")), dutch["title"]!.GetValue<string>());
        Assert.Equal(MobileTexts.ResourceManager.GetString(key, CultureInfo.GetCultureInfo("en")), english["title"]!.GetValue<string>());
        // The API's description knows of this problem, at this endpoint, with these members.
        var description = await ApiDocument.ReadAsync(server);
        var operation = $"POST {string.Join('/', path.Split('/').Select((part, i) => path.Contains("/sessions/", StringComparison.Ordinal) && i == 4 ? "{sid}" : part))}";
        Assert.Contains($"{status} {dutch["type"]!.GetValue<string>()}", description.Problems(operation));
        Assert.Empty(description.Faults(dutch, description.Answer(operation, status, "application/problem+json")["allOf"]![0]!.AsObject()));
        english["title"] = dutch["title"]!.GetValue<string>();
        Assert.Equal(dutch.ToJsonString(), english.ToJsonString());
        return dutch;
    }
}
