using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>A message with everything wrong, mended one thing at a time, hears of its faults in the protocol's order.</summary>
public sealed class OrderOfChecksTests(PortalServer server) : IClassFixture<PortalServer>
{
    private const string Sid = "AAAAAAAAAAAAAAAAAAAAAA";
    private const string Nonce = "AAAAAAAAAAAAAAAAAAAAAA";

    [Theory]
    [InlineData("sessions/AAAAAAAAAAAAAAAAAAAAAA/claim", 404, "session-unknown")]
    [InlineData("sessions/AAAAAAAAAAAAAAAAAAAAAA/decision", 404, "session-unknown")]
    [InlineData("identity", 409, "nonce-unusable")]
    [InlineData("typed-codes", 404, "session-unknown")]
    public async Task Refuse_EverythingWrong_NamesTheFirst(string path, int status, string last)
    {
        var phone = await server.SeedAdministratorAsync();
        await SetStateAsync(phone, PhoneState.Revoked);
        byte[] oneTooMany = [.. Write(Break(true, true, true)), .. new byte[SignedMessage.MaxLength]];

        await (await PostAsync(oneTooMany, "text/plain")).MustProblemAsync(413, "message-too-large");
        await (await PostAsync(Write(Break(true, true, true)), "text/plain")).MustProblemAsync(415, "unsupported-media-type");
        await (await PostAsync(Write(Break(true, true, true)))).MustProblemAsync(400, "malformed-message");
        await (await PostAsync(Write(Break(false, true, true)))).MustProblemAsync(401, "unknown-phone");
        await (await PostAsync(Write(Break(false, false, true)))).MustProblemAsync(421, "wrong-environment");
        await (await PostAsync(Write(Break(false, false, false)))).MustProblemAsync(403, "phone-revoked");
        await SetStateAsync(phone, PhoneState.Active);
        await (await PostAsync(Write(Break(false, false, false)))).MustProblemAsync(status, last);

        byte[] Write(Action<TestJws> change)
        {
            var qr = new TestQr(TestPortal.Productie, TestQr.Login, Sid, "AAAAAAAAAAAAAA");
            return path.Split('/')[^1] switch
            {
                "claim" => phone.Claim(qr, change),
                "decision" => phone.Accept(qr, Nonce, change: change),
                "identity" => phone.Unlock(TestPortal.Productie, Nonce, change: change),
                _ => phone.TypeCode(TestPortal.Productie, "00000-00000", hasAccount: true, change),
            };
        }

        async Task<HttpResponseMessage> PostAsync(byte[] message, string type = "application/jose")
        {
            using var client = server.Client();
            using var content = new ByteArrayContent(message) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
            return await client.PostAsync($"/mobile/v1/{path}", content, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("decision")]
    public async Task Refuse_SidOfAnotherPath_IsAMatterOfShape(string what)
    {
        var (stranger, qr) = (new TestPhone(), new TestQr(TestPortal.Acceptatie, TestQr.Login, Sid, "AAAAAAAAAAAAAA"));
        var message = what == "claim" ? stranger.Claim(qr) : stranger.Accept(qr, Nonce);

        await (await server.SendAsync($"/mobile/v1/sessions/{Sid[..^1]}Q/{what}", message)).MustProblemAsync(400, "malformed-message");
        await (await server.SendAsync($"/mobile/v1/sessions/{Sid}/{what}", message)).MustProblemAsync(401, "unknown-phone");
    }

    private static Action<TestJws> Break(bool shape, bool signature, bool audience) => jws =>
    {
        if (audience)
            jws.Payload["aud"] = TestPortal.Acceptatie;
        if (shape)
            jws.Payload["aud"] = 1;
        if (signature)
            jws.Signer = _ => new byte[64];
    };

    private Task<int> SetStateAsync(TestPhone phone, PhoneState state) =>
        server.QueryAsync(db => db.Phones.Where(p => p.Kid == phone.Kid).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state)));
}
