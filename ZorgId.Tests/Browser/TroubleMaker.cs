using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Accounts;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Browser;

/// <summary>Brings about what a phone's owner is to be told, by real means wherever there are any.</summary>
public static class TroubleMaker
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <returns>The text of the QR that runs into it.</returns>
    public static async Task<string> MakeAsync(this PocketPhone phone, Trouble trouble)
    {
        if (trouble == Trouble.AccountExists)
            return await phone.BindNextKeyAsync();
        if (trouble == Trouble.OtherAccount)
            return await phone.BlockBeforeTheDecisionAsync();
        if (trouble == Trouble.PhoneOfAnother)
            return await phone.InviteAnotherAsync();
        var login = await phone.OpenLoginAsync(trouble == Trouble.OtherPortal ? PortalEnvironment.Acceptatie : PortalEnvironment.Productie);
        switch (trouble)
        {
            case Trouble.OtherPortal:
                break;
            case Trouble.UnknownKind:
                return login.Replace("#l.", "#x.", StringComparison.Ordinal);
            case Trouble.UnknownPortal:
                return "https://portaal.elders.example/app#e.AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBA";
            case Trouble.SessionUnknown:
                return login[..^37] + new string('A', 22) + login[^15..];
            case Trouble.WrongEnvironment:
                phone.Portal.Get<PortalOrigins>().Set(PortalEnvironment.Productie, "https://verhuisd.example");
                break;
            case Trouble.CodeExpired:
                phone.Time.Advance(TimeSpan.FromSeconds(20));
                break;
            case Trouble.SessionExpired:
                phone.Time.Advance(TimeSpan.FromMinutes(3));
                break;
            case Trouble.ClaimedByAnother or Trouble.AcceptedByAnother or Trouble.RefusedByAnother:
                await phone.LetAnotherAsync(trouble, TestQr.Parse(login));
                break;
            case Trouble.ClosedByPortal:
                await phone.CancelAsync(login);
                break;
            case Trouble.PhoneBlocked or Trouble.PhoneRevoked:
                var state = trouble == Trouble.PhoneBlocked ? PhoneState.Blocked : PhoneState.Revoked;
                await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state)));
                break;
            case Trouble.PinBlockedElsewhere:
                await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, Phone.PinTries)));
                break;
            case Trouble.AccountBlocked:
                await phone.QueryAsync(db => db.Accounts.Where(a => a.IdentityKey == phone.Owner.IdentityKey).ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, AccountStatus.Blocked)));
                break;
            case Trouble.PhoneUnknown:
                await phone.QueryAsync(db => phone.Phones(db).ExecuteDeleteAsync());
                break;
            case Trouble.RoleNotAllowed:
                await phone.QueryAsync(db =>
                {
                    var phones = phone.Phones(db);
                    return db.LiveMemberships.Where(m => phones.Any(p => p.AccountId == m.AccountId)).ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, Role.Signer));
                });
                break;
            case Trouble.TooManyRequests:
                await phone.AnswerAsync(429, "too-many-requests", ("retryAfter", 40));
                break;
            case Trouble.PortalFailure:
                await phone.HurryUpAsync();
                await phone.Page.RouteAsync("**/claim", route => route.FulfillAsync(new() { Status = 503 }));
                break;
            case Trouble.UnexpectedAnswer:
                await phone.Page.RouteAsync("**/claim", route => route.FulfillAsync(new() { Status = 200, Body = "<p>Welkom op het gastennetwerk</p>" }));
                break;
            case Trouble.AnswerOfAnotherKind:
                await phone.Page.RouteAsync("**/claim", async route =>
                {
                    var answer = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
                    answer["kind"] = "enrollment";
                    await route.FulfillAsync(new() { Status = 200, Body = answer.ToJsonString() });
                });
                break;
            case Trouble.MalformedMessage:
                await phone.GarbleAsync("claim"u8.ToArray());
                break;
            case Trouble.MessageTooLarge:
                await phone.GarbleAsync(new byte[9000]);
                break;
            case Trouble.UnsupportedMediaType:
                await phone.Page.RouteAsync("**/claim", route => route.ContinueAsync(new() { Headers = [.. route.Request.Headers.Where(h => h.Key != "content-type"), new("content-type", "text/plain")] }));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(trouble));
        }

        return login;
    }

    /// <summary>The portal's dialog is closed.</summary>
    public static async Task CancelAsync(this PocketPhone phone, string qrText)
    {
        Assert.True(SessionId.TryParse(TestQr.Parse(qrText).Sid, out var sid));
        await phone.Portal.Get<CancelSession>().ExecuteAsync(sid, Cancellation);
    }

    // Something between phone and portal that changes what it passes on; the answer is the portal's own.
    private static Task<IAsyncDisposable> GarbleAsync(this PocketPhone phone, byte[] message) =>
        phone.Page.RouteAsync("**/claim", route => route.ContinueAsync(new() { PostData = message }));

    // What the server does not say yet: the answer is made up as the protocol has it.
    private static async Task AnswerAsync(this PocketPhone phone, int status, string name, params (string Name, int Value)[] members)
    {
        var problem = new JsonObject { ["type"] = $"urn:zorgid:problem:{name}", ["title"] = "…", ["status"] = status };
        foreach (var (member, value) in members)
            problem[member] = value;
        await phone.Page.RouteAsync(
            "**/claim", route => route.FulfillAsync(new() { Status = status, ContentType = "application/problem+json", Body = problem.ToJsonString() }));
    }

    private static async Task LetAnotherAsync(this PocketPhone phone, Trouble trouble, TestQr qr)
    {
        var another = new TestPhone();
        using var server = new HttpClient();
        await another.MustAcceptAsync(SendAsync, TestQr.Parse(await phone.InviteAnotherAsync()));
        var claimed = await another.MustClaimAsync(SendAsync, qr);
        if (trouble == Trouble.AcceptedByAnother)
            await another.MustAcceptAsync(SendAsync, qr, claimed);
        if (trouble == Trouble.RefusedByAnother)
            await (await another.RefuseAsync(SendAsync, qr, claimed)).MustJsonAsync();

        async Task<HttpResponseMessage> SendAsync(string path, byte[] message)
        {
            using var body = PortalServer.Message(message);
            return await server.PostAsync(phone.Portal.Origin + path, body, Cancellation);
        }
    }

    // Blocked by a beheerder while the QR was scanned already.
    private static async Task<string> BlockBeforeTheDecisionAsync(this PocketPhone phone)
    {
        await phone.Page.RouteAsync("**/decision", async route =>
        {
            await phone.QueryAsync(db => db.Accounts.Where(a => a.IdentityKey == phone.Owner.IdentityKey).ExecuteUpdateAsync(set => set.SetProperty(a => a.Status, AccountStatus.Blocked)));
            await route.ContinueAsync();
        });
        return await phone.InviteAsync();
    }

    // The app makes a fresh key for every enrollment, so this one is bound while its claim is under way.
    private static async Task<string> BindNextKeyAsync(this PocketPhone phone)
    {
        await phone.Page.RouteAsync("**/claim", async route =>
        {
            var header = JsonNode.Parse(Convert.FromBase64String(Padded(route.Request.PostData!.Split('.')[0])))!["jwk"];
            // The key that the phone has asks first.
            if (header is not null)
            {
                var key = PhoneKey.FromJwk(header.Deserialize<PhoneJwk>(JsonSerializerOptions.Web)!)!;
                var bytes = key.ToBytes();
                await phone.QueryAsync(db => phone.Phones(db).ExecuteUpdateAsync(set => set.SetProperty(p => p.Kid, key.Kid).SetProperty(p => p.PublicKey, bytes)));
            }

            await route.ContinueAsync();
        });
        return await phone.InviteAsync();

        static string Padded(string base64url) =>
            base64url.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (base64url.Length % 4)) % 4);
    }
}
