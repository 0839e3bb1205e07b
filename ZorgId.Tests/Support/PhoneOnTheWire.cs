using System.Text.Json.Nodes;

namespace ZorgId.Tests.Support;

/// <summary>A phone's calls, by whatever way they go.</summary>
internal static class PhoneOnTheWire
{
    public static Task<HttpResponseMessage> ClaimAsync(this TestPhone phone, Func<string, byte[], Task<HttpResponseMessage>> send, TestQr qr) =>
        send($"/mobile/v1/sessions/{qr.Sid}/claim", phone.Claim(qr));

    /// <returns>The answer: its nonce is for the decision.</returns>
    public static async Task<JsonObject> MustClaimAsync(this TestPhone phone, Func<string, byte[], Task<HttpResponseMessage>> send, TestQr qr)
    {
        using var answer = await phone.ClaimAsync(send, qr);
        return await answer.MustJsonAsync();
    }

    /// <param name="claimed">What the claim was answered.</param>
    /// <param name="pin">Typed in place of the right one.</param>
    public static Task<HttpResponseMessage> AcceptAsync(
        this TestPhone phone, Func<string, byte[], Task<HttpResponseMessage>> send, TestQr qr, JsonObject claimed, string? pin = null) =>
        send($"/mobile/v1/sessions/{qr.Sid}/decision", phone.Accept(qr, claimed["nonce"]!.GetValue<string>(), pin));

    /// <param name="claimed">What the claim was answered.</param>
    public static Task<HttpResponseMessage> RefuseAsync(this TestPhone phone, Func<string, byte[], Task<HttpResponseMessage>> send, TestQr qr, JsonObject claimed) =>
        send($"/mobile/v1/sessions/{qr.Sid}/decision", phone.Refuse(qr, claimed["nonce"]!.GetValue<string>()));

    /// <param name="claimed">What the claim was answered.</param>
    public static async Task MustAcceptAsync(this TestPhone phone, Func<string, byte[], Task<HttpResponseMessage>> send, TestQr qr, JsonObject claimed)
    {
        using var answer = await phone.AcceptAsync(send, qr, claimed);
        Assert.Equal("accepted", (await answer.MustJsonAsync())["state"]!.GetValue<string>());
    }

    /// <summary>Claims and accepts.</summary>
    public static async Task MustAcceptAsync(this TestPhone phone, Func<string, byte[], Task<HttpResponseMessage>> send, TestQr qr) =>
        await phone.MustAcceptAsync(send, qr, await phone.MustClaimAsync(send, qr));
}
