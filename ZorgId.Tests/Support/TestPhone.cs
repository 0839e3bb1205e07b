using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ZorgId.Tests.Support;

/// <summary>
/// A phone that speaks the mobile protocol by itself: it shares no code with the server, so that both cannot be wrong
/// together. It makes message bodies; whoever holds it brings them to a server, and its answers back.
/// </summary>
public sealed class TestPhone
{
    private readonly ECParameters _key;
    private readonly byte[] _deviceKey;

    public TestPhone()
        : this(MakeKey(), RandomNumberGenerator.GetBytes(32))
    {
    }

    /// <summary>A phone whose secrets are known.</summary>
    public TestPhone(ECParameters key, byte[] deviceKey)
    {
        (_key, _deviceKey) = (key, deviceKey);
        (X, Y) = (Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y));
        Kid = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(
            "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"}")));
    }

    /// <summary>What its owner types.</summary>
    public string Pin { get; set; } = "48151";

    /// <summary>Those that its owner typed, or is going to.</summary>
    public int WrongPins { get; set; }

    public string DeviceName { get; init; } = "Pixel 9";

    public string DevicePlatform { get; init; } = "Android 16";

    public string Kid { get; }

    private string X { get; }

    private string Y { get; }

    /// <summary>A new object each time: a JSON node has one place.</summary>
    public JsonObject Jwk => new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = X, ["y"] = Y };

    /// <summary>Has a message name its key by <c>kid</c>, whatever it is about.</summary>
    public Action<TestJws> ByKid => jws =>
    {
        jws.Header.Remove("jwk");
        jws.Header["kid"] = Kid;
    };

    /// <summary>Has a message bring its key as <c>jwk</c>, whatever it is about.</summary>
    public Action<TestJws> ByJwk => jws =>
    {
        jws.Header.Remove("kid");
        jws.Header["jwk"] = Jwk;
    };

    /// <summary>K_pin for a PIN.</summary>
    public byte[] PinKey(string pin) => HMACSHA256.HashData(_deviceKey, Encoding.ASCII.GetBytes("zorgid-pin-v1" + pin));

    /// <summary>The proof that goes as <c>pin</c>.</summary>
    public string PinProof(string nonce, string pin) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(PinKey(pin), Encoding.ASCII.GetBytes(nonce)));

    /// <summary>Body of a claim. A login is claimed by <c>kid</c>, an enrollment by <c>jwk</c>.</summary>
    public byte[] Claim(TestQr qr, Action<TestJws>? change = null) =>
        Write("zorgid-claim+jwt", qr.Kind, new() { ["aud"] = qr.Origin, ["sid"] = qr.Sid, ["code"] = qr.Code }, change);

    /// <summary>Body of a decision to accept: with the PIN's proof for a login, with the PIN's key and the device for an enrollment.</summary>
    /// <param name="pin">Typed in place of <see cref="Pin"/>.</param>
    public byte[] Accept(TestQr qr, string nonce, string? pin = null, Action<TestJws>? change = null)
    {
        var payload = Decision(qr, nonce, "accept");
        if (qr.Kind == TestQr.Enrollment)
        {
            payload["pinKey"] = Base64Url.EncodeToString(PinKey(pin ?? Pin));
            payload["device"] = new JsonObject { ["name"] = DeviceName, ["platform"] = DevicePlatform };
        }
        else
        {
            payload["pin"] = PinProof(nonce, pin ?? Pin);
        }

        return Write("zorgid-decision+jwt", qr.Kind, payload, change);
    }

    /// <summary>Body of a decision to refuse.</summary>
    public byte[] Refuse(TestQr qr, string nonce, Action<TestJws>? change = null) =>
        Write("zorgid-decision+jwt", qr.Kind, Decision(qr, nonce, "refuse"), change);

    /// <summary>Body of an <c>unlock</c>, with a nonce of <c>challenges</c>.</summary>
    /// <param name="pin">Typed in place of <see cref="Pin"/>.</param>
    public byte[] Unlock(string origin, string nonce, string? pin = null, Action<TestJws>? change = null) => Identity(origin, nonce, "unlock", pin, change);

    /// <summary>Body of a <c>changePin</c>: proves the old PIN, brings the key of the new one.</summary>
    /// <param name="pin">Typed in place of <see cref="Pin"/>.</param>
    public byte[] ChangePin(string origin, string nonce, string newPin, string? pin = null, Action<TestJws>? change = null) => Identity(origin, nonce, "changePin", pin, jws =>
    {
        jws.Payload["newPinKey"] = Base64Url.EncodeToString(PinKey(newPin));
        change?.Invoke(jws);
    });

    /// <summary>Body of a <c>leave</c>.</summary>
    /// <param name="pin">Typed in place of <see cref="Pin"/>.</param>
    public byte[] Leave(string origin, string nonce, string? pin = null, Action<TestJws>? change = null) => Identity(origin, nonce, "leave", pin, change);

    /// <summary>Body of a typed code, sent to <paramref name="origin"/>.</summary>
    /// <param name="hasAccount">Names its key by <c>kid</c>; else it brings it as <c>jwk</c>.</param>
    public byte[] TypeCode(string origin, string typedCode, bool hasAccount, Action<TestJws>? change = null) =>
        Write("zorgid-typed+jwt", hasAccount ? TestQr.Login : TestQr.Enrollment, new() { ["aud"] = origin, ["typedCode"] = typedCode }, change);

    private byte[] Identity(string origin, string nonce, string act, string? pin, Action<TestJws>? change) => Write(
        "zorgid-identity+jwt",
        TestQr.Login,
        new() { ["aud"] = origin, ["nonce"] = nonce, ["act"] = act, ["pin"] = PinProof(nonce, pin ?? Pin) },
        change);

    private static JsonObject Decision(TestQr qr, string nonce, string decision) =>
        new() { ["aud"] = qr.Origin, ["sid"] = qr.Sid, ["nonce"] = nonce, ["decision"] = decision };

    private byte[] Write(string type, char kind, JsonObject payload, Action<TestJws>? change)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = type };
        if (kind == TestQr.Enrollment)
            header["jwk"] = Jwk;
        else
            header["kid"] = Kid;
        var jws = new TestJws(header, payload);
        change?.Invoke(jws);
        return jws.Sign(Sign);
    }

    private static ECParameters MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportParameters(includePrivateParameters: true);
    }

    private byte[] Sign(byte[] input)
    {
        using var key = ECDsa.Create(_key);
        return key.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
