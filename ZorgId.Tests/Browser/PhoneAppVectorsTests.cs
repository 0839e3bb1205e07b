using System.Text.Json;

namespace ZorgId.Tests.Browser;

/// <summary>The published values, reproduced by the phone app's own modules with a real browser's cryptography.</summary>
public sealed class PhoneAppVectorsTests(Chromium chromium)
{
    private const string Reproduce = $$"""
        async ([jwk, deviceKey, typedPin, nonce]) => {
            const { thumbprint } = await {{AppModules.Import}}('protocol/keys.js');
            const pin = await {{AppModules.Import}}('protocol/pin.js');
            const base64url = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
            const octets = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
            const device = await crypto.subtle.importKey('raw', octets(deviceKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
            const pinKey = await pin.pinKey(device, typedPin);
            const mac = await pin.pinMac(await pin.importPinKey(pinKey), nonce);
            const text = value => typeof value === 'string' ? value : base64url(value);
            return [await thumbprint(JSON.parse(jwk)), text(pinKey), text(mac)];
        }
        """;

    [Fact]
    public async Task Modules_PublishedValues_AreReproduced()
    {
        await using var portal = await LivePortal.StartAsync();
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync($"{portal.Origin}/app");
        using var vectors = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "protocol-vectors.json"), TestContext.Current.CancellationToken));
        var key = vectors.RootElement.GetProperty("key");
        var pin = vectors.RootElement.GetProperty("pin");

        var found = await window.Page.EvaluateAsync<string[]>(
            Reproduce, new object[] { key.GetProperty("jwk").GetRawText(), Text("deviceKey"), Text("pin"), Text("nonce") });

        Assert.Equal([key.GetProperty("kid").GetString(), Text("pinKey"), Text("mac")], found);

        string Text(string name) => pin.GetProperty(name).GetString()!;
    }
}
