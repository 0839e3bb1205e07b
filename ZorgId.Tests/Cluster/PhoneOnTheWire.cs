using System.Text.Json.Nodes;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Cluster;

/// <summary>A phone's calls, by whatever way they go.</summary>
internal static class PhoneOnTheWire
{
    /// <returns>The answer: its nonce is for the decision.</returns>
    public static async Task<JsonObject> MustClaimAsync(this TestPhone phone, Func<string, byte[], Task<HttpResponseMessage>> send, TestQr qr)
    {
        using var answer = await send($"/mobile/v1/sessions/{qr.Sid}/claim", phone.Claim(qr));
        return await answer.MustJsonAsync();
    }

    /// <param name="claimed">What the claim was answered.</param>
    /// <param name="pin">Typed in place of the right one.</param>
    public static Task<HttpResponseMessage> AcceptAsync(
        this TestPhone phone, Func<string, byte[], Task<HttpResponseMessage>> send, TestQr qr, JsonObject claimed, string? pin = null) =>
        send($"/mobile/v1/sessions/{qr.Sid}/decision", phone.Accept(qr, claimed["nonce"]!.GetValue<string>(), pin));

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
