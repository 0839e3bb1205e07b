using System.Text;
using System.Text.Json.Nodes;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

/// <summary>The shape of a message: what is malformed, and what is not.</summary>
[Trait("Stores", "nothing")]
public sealed class SignedMessageTests
{
    private const string Nonce = "bm9uY2Utbm9uY2Utbm9uY2U";

    private static readonly TestPhone Phone = new();
    private static readonly TestQr Login = new(TestPortal.Productie, TestQr.Login, "AAAAAAAAAAAAAAAAAAAAAA", "nwzZuUCX_kkpkQ");
    private static readonly TestQr Enrollment = Login with { Kind = TestQr.Enrollment, Code = "BBBBBBBBBBBBBBBBBBBBBA" };

    public static TheoryData<string, Func<string, string>> MalformedTexts => new()
    {
        { "nothing", _ => "" },
        { "no dots", text => text.Replace(".", "", StringComparison.Ordinal) },
        { "two segments", text => text[..text.LastIndexOf('.')] },
        { "four segments", text => text + ".AAAA" },
        { "an empty header", text => text[text.IndexOf('.', StringComparison.Ordinal)..] },
        { "a line feed behind", text => text + "\n" },
        { "a blank before", text => " " + text },
        { "a blank within", text => text.Insert(10, " ") },
        { "padding", text => text + "==" },
        { "plain base64", text => "+/" + text[2..] },
        { "not ASCII", text => "é" + text[1..] },
        { "a short signature", text => text[..^4] },
        { "a long signature", text => text + "AAAA" },
        { "no signature", text => text[..(text.LastIndexOf('.') + 1)] },
        { "stray bits behind the signature", text => text[..^1] + Stray(text[^1]) },
        { "JSON serialization", _ => """{"payload":"","protected":"","signature":""}""" },
    };

    public static TheoryData<string, Action<TestJws>> MalformedHeaders => new()
    {
        { "no alg", jws => jws.Header.Remove("alg") },
        { "no typ", jws => jws.Header.Remove("typ") },
        { "neither kid nor jwk", jws => jws.Header.Remove("kid") },
        { "kid and jwk", jws => jws.Header["jwk"] = Phone.Jwk },
        { "a null kid", jws => jws.Header["kid"] = null },
        { "an empty kid", jws => jws.Header["kid"] = "" },
        { "a long kid", jws => jws.Header["kid"] = new string('A', MessageHeader.MaxKidLength + 1) },
        { "a kid that is no text", jws => jws.Header["kid"] = 1 },
        { "an alg that is no text", jws => jws.Header["alg"] = new JsonArray("ES256") },
        { "a null alg", jws => jws.Header["alg"] = null },
        { "crit", jws => jws.Header["crit"] = new JsonArray("exp") },
        { "crit of b64", jws => { jws.Header["crit"] = new JsonArray("b64"); jws.Header["b64"] = false; } },
        { "an empty crit", jws => jws.Header["crit"] = new JsonArray() },
        { "a null crit", jws => jws.Header["crit"] = null },
        { "kid twice", jws => Raw(jws, header: Text(jws.Header).Replace("{", """{"kid":"A",""", StringComparison.Ordinal)) },
        { "an unknown member twice", jws => Raw(jws, header: Text(jws.Header).Replace("{", """{"x":1,"x":2,""", StringComparison.Ordinal)) },
        { "an array", jws => Raw(jws, header: "[]") },
        { "null", jws => Raw(jws, header: "null") },
        { "nothing", jws => Raw(jws, header: "") },
        { "not JSON", jws => Raw(jws, header: "alg=ES256") },
        { "other letters", jws => Raw(jws, header: Text(jws.Header).Replace("kid", "KID", StringComparison.Ordinal)) },
    };

    public static TheoryData<string, Action<TestJws>> MalformedJwks => new()
    {
        { "a member more", jws => jws.Header["jwk"]!["kid"] = "A" },
        { "the private key", jws => jws.Header["jwk"]!["d"] = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI" },
        { "no x", jws => jws.Header["jwk"]!.AsObject().Remove("x") },
        { "no kty", jws => jws.Header["jwk"]!.AsObject().Remove("kty") },
        { "a null crv", jws => jws.Header["jwk"]!["crv"] = null },
        { "a short x", jws => jws.Header["jwk"]!["x"] = "AAAA" },
        { "a long y", jws => jws.Header["jwk"]!["y"] = new string('A', 44) },
        { "a padded x", jws => jws.Header["jwk"]!["x"] = jws.Header["jwk"]!["x"]!.GetValue<string>() + "=" },
        { "an x with stray bits", jws => jws.Header["jwk"]!["x"] = new string('A', 42) + "B" },
        { "x twice", jws => Raw(jws, header: Text(jws.Header).Replace("\"crv\"", "\"x\":\"A\",\"crv\"", StringComparison.Ordinal)) },
        { "a text", jws => jws.Header["jwk"] = "key" },
        { "null", jws => jws.Header["jwk"] = null },
    };

    public static TheoryData<string, Action<TestJws>> MalformedClaims => new()
    {
        { "no aud", jws => jws.Payload.Remove("aud") },
        { "a null aud", jws => jws.Payload["aud"] = null },
        { "aud of many", jws => jws.Payload["aud"] = new JsonArray(TestPortal.Productie) },
        { "no sid", jws => jws.Payload.Remove("sid") },
        { "a short sid", jws => jws.Payload["sid"] = "AAAA" },
        { "a long sid", jws => jws.Payload["sid"] = new string('A', 23) },
        { "a sid with stray bits", jws => jws.Payload["sid"] = new string('A', 21) + "B" },
        { "no code", jws => jws.Payload.Remove("code") },
        { "an empty code", jws => jws.Payload["code"] = "" },
        { "a code too long", jws => jws.Payload["code"] = new string('A', 23) },
        { "a padded code", jws => jws.Payload["code"] = "nwzZuUCX_kkpkQ==" },
        { "a code of another alphabet", jws => jws.Payload["code"] = "nwzZuUCX/kkpkQ" },
        { "a code that is a number", jws => jws.Payload["code"] = 12345678901234 },
        { "code twice", jws => Raw(jws, payload: Text(jws.Payload).Replace("{", """{"code":"A",""", StringComparison.Ordinal)) },
        { "an escaped member again", jws => Raw(jws, payload: Text(jws.Payload).Replace("{", """{"\u0063ode":"A",""", StringComparison.Ordinal)) },
        { "an unknown member twice", jws => Raw(jws, payload: Text(jws.Payload).Replace("{", """{"x":1,"x":2,""", StringComparison.Ordinal)) },
        { "an unknown member's member twice", jws => Raw(jws, payload: Text(jws.Payload).Replace("{", """{"x":{"y":1,"y":2},""", StringComparison.Ordinal)) },
        { "two documents", jws => Raw(jws, payload: Text(jws.Payload) + "{}") },
        { "a comma behind", jws => Raw(jws, payload: Text(jws.Payload).Replace("}", ",}", StringComparison.Ordinal)) },
        { "a comment", jws => Raw(jws, payload: "/**/" + Text(jws.Payload)) },
        { "a byte order mark", jws => Raw(jws, payload: "\uFEFF" + Text(jws.Payload)) },
        { "an array", jws => Raw(jws, payload: "[]") },
        { "null", jws => Raw(jws, payload: "null") },
        { "nothing", jws => Raw(jws, payload: "") },
        { "half a surrogate pair", jws => Raw(jws, payload: Text(jws.Payload).Replace("nwzZuUCX_kkpkQ", @"\ud800", StringComparison.Ordinal)) },
        { "half a surrogate pair in an unknown name", jws => Raw(jws, payload: Text(jws.Payload).Replace("{", """{"\ud800":1,""", StringComparison.Ordinal)) },
        { "no UTF-8", jws => jws.RawPayload = [.. Encoding.UTF8.GetBytes(Text(jws.Payload)[..^2]), 0xC3, 0x28, (byte)'"', (byte)'}'] },
        { "no UTF-8 in an unknown name", jws => jws.RawPayload = [(byte)'{', (byte)'"', 0xFF, .. "\":1,"u8, .. Encoding.UTF8.GetBytes(Text(jws.Payload)[1..])] },
        { "no UTF-8 in an unknown value", jws => jws.RawPayload = [.. "{\"x\":\""u8, 0xFF, .. "\","u8, .. Encoding.UTF8.GetBytes(Text(jws.Payload)[1..])] },
        { "deep nesting", jws => Raw(jws, payload: $$"""{"x":{{new string('[', 2000)}}{{new string(']', 2000)}},{{Text(jws.Payload)[1..]}}""") },
    };

    public static TheoryData<string, Action<TestJws>> MalformedDecisions => new()
    {
        { "no nonce", jws => jws.Payload.Remove("nonce") },
        { "an empty nonce", jws => jws.Payload["nonce"] = "" },
        { "a nonce too long", jws => jws.Payload["nonce"] = new string('A', 516) },
        { "no decision", jws => jws.Payload.Remove("decision") },
        { "another decision", jws => jws.Payload["decision"] = "perhaps" },
        { "other letters", jws => jws.Payload["decision"] = "Accept" },
        { "no pin", jws => jws.Payload.Remove("pin") },
        { "a null pin", jws => jws.Payload["pin"] = null },
        { "a PIN as typed", jws => jws.Payload["pin"] = "48151" },
        { "a short pin", jws => jws.Payload["pin"] = new string('A', 42) },
        { "a long pin", jws => jws.Payload["pin"] = new string('A', 44) },
    };

    public static TheoryData<string, Action<TestJws>> MalformedEnrollments => new()
    {
        { "no pinKey", jws => jws.Payload.Remove("pinKey") },
        { "a short pinKey", jws => jws.Payload["pinKey"] = new string('A', 40) },
        { "a pin in its place", jws => { jws.Payload["pin"] = jws.Payload["pinKey"]!.DeepClone(); jws.Payload.Remove("pinKey"); } },
        { "no device", jws => jws.Payload.Remove("device") },
        { "a device by name only", jws => jws.Payload["device"]!.AsObject().Remove("platform") },
        { "a nameless device", jws => jws.Payload["device"]!["name"] = "" },
        { "a platformless device", jws => jws.Payload["device"]!["platform"] = "" },
        { "a device's null name", jws => jws.Payload["device"]!["name"] = null },
        { "a device's long name", jws => jws.Payload["device"]!["name"] = new string('a', 65) },
        { "a device's long platform", jws => jws.Payload["device"]!["platform"] = new string('a', 65) },
        { "a name with a line feed", jws => jws.Payload["device"]!["name"] = "Pixel\n9" },
        { "a name with a null", jws => jws.Payload["device"]!["name"] = "Pixel\0" },
        { "a name with a bidi override", jws => jws.Payload["device"]!["name"] = "Pixel\u202E9" },
        { "a platform with a bidi isolate", jws => jws.Payload["device"]!["platform"] = "\u2066Android" },
        { "a blank name", jws => jws.Payload["device"]!["name"] = "   " },
        { "a name that is not drawn", jws => jws.Payload["device"]!["name"] = "\u3164" },
        { "a name of signs only", jws => jws.Payload["device"]!["name"] = "---" },
        { "a name under accents", jws => jws.Payload["device"]!["name"] = "P" + new string('\u0323', 60) },
        { "a platform that is partly not drawn", jws => jws.Payload["device"]!["platform"] = "Andr\uFE00oid" },
        { "a name with a bidi mark", jws => jws.Payload["device"]!["name"] = "Pixel\u200F" },
    };

    public static TheoryData<string, Action<TestJws>> MalformedUnlocks => new()
    {
        { "no nonce", jws => jws.Payload.Remove("nonce") },
        { "a padded nonce", jws => jws.Payload["nonce"] = "AA==" },
        { "a nonce too long", jws => jws.Payload["nonce"] = new string('A', 516) },
        { "no act", jws => jws.Payload.Remove("act") },
        { "an unknown act", jws => jws.Payload["act"] = "dance" },
        { "no pin", jws => jws.Payload.Remove("pin") },
        { "a short pin", jws => jws.Payload["pin"] = "AAAA" },
        { "a jwk", jws => { jws.Header.Remove("kid"); jws.Header["jwk"] = Phone.Jwk; } },
    };

    [Theory]
    [MemberData(nameof(MalformedTexts))]
    public void Read_MalformedText_IsNull(string name, Func<string, string> change) =>
        AssertMalformed<ClaimPayload>(name, Encoding.UTF8.GetBytes(change(Encoding.ASCII.GetString(Phone.Claim(Login)))));

    [Theory]
    [MemberData(nameof(MalformedHeaders))]
    public void Read_MalformedHeader_IsNull(string name, Action<TestJws> change) => AssertMalformed<ClaimPayload>(name, Phone.Claim(Login, change));

    [Theory]
    [MemberData(nameof(MalformedJwks))]
    public void Read_MalformedJwk_IsNull(string name, Action<TestJws> change) => AssertMalformed<ClaimPayload>(name, Phone.Claim(Enrollment, change));

    [Theory]
    [MemberData(nameof(MalformedClaims))]
    public void Read_MalformedClaim_IsNull(string name, Action<TestJws> change) => AssertMalformed<ClaimPayload>(name, Phone.Claim(Login, change));

    [Theory]
    [MemberData(nameof(MalformedDecisions))]
    public void Read_MalformedDecision_IsNull(string name, Action<TestJws> change) =>
        AssertMalformed<DecisionPayload>(name, Phone.Accept(Login, Nonce, change: change));

    [Theory]
    [MemberData(nameof(MalformedEnrollments))]
    public void Read_MalformedEnrollment_IsNull(string name, Action<TestJws> change) =>
        AssertMalformed<DecisionPayload>(name, Phone.Accept(Enrollment, Nonce, change: change));

    [Theory]
    [MemberData(nameof(MalformedUnlocks))]
    public void Read_MalformedUnlock_IsNull(string name, Action<TestJws> change) =>
        AssertMalformed<IdentityPayload>(name, Phone.Unlock(TestPortal.Productie, Nonce, change: change));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Read_EightKibibytes_IsTheMost(int tooMany, bool isRead)
    {
        var body = OfLength(SignedMessage.MaxLength + tooMany);

        Assert.Equal(SignedMessage.MaxLength + tooMany, body.Length);
        Assert.Equal(isRead, SignedMessage.Read<ClaimPayload>(body) is not null);
    }

    [Fact]
    public void Read_UnknownMembers_AreIgnored()
    {
        var body = Phone.Claim(Login, jws =>
        {
            jws.Header["cty"] = "x";
            jws.Payload["later"] = new JsonObject { ["x"] = new JsonArray(1, 2) };
            jws.Payload["pin"] = 1;
        });

        Assert.NotNull(SignedMessage.Read<ClaimPayload>(body));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Bea’s telefoon 📱")]
    [InlineData("هاتف")]
    public void Read_DeviceName_IsKeptAsItIs(string name)
    {
        var body = new TestPhone { DeviceName = name, DevicePlatform = new string('é', 64) }.Accept(Enrollment, Nonce);

        Assert.Equal(name, SignedMessage.Read<DecisionPayload>(body)!.Payload.Device!.Name);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("ES384")]
    [InlineData("es256")]
    public void Read_OtherAlgorithm_IsReadButNotRight(string algorithm)
    {
        // Not malformed: who sends it hears what every stranger hears.
        var body = Phone.Claim(Login, jws =>
        {
            jws.Header["alg"] = algorithm;
            jws.Signer = algorithm == "none" ? _ => [] : null;
        });

        Assert.False(SignedMessage.Read<ClaimPayload>(body)!.HasRightAlgorithmAndType);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("zorgid-decision+jwt")]
    [InlineData("ZORGID-CLAIM+JWT")]
    public void Read_OtherType_IsReadButNotRight(string type) =>
        Assert.False(SignedMessage.Read<ClaimPayload>(Phone.Claim(Login, jws => jws.Header["typ"] = type))!.HasRightAlgorithmAndType);

    private static void AssertMalformed<TPayload>(string name, byte[] body)
        where TPayload : class, IMessagePayload => Assert.True(SignedMessage.Read<TPayload>(body) is null, name);

    private static void Raw(TestJws jws, string? header = null, string? payload = null)
    {
        jws.RawHeader = header is null ? null : Encoding.UTF8.GetBytes(header);
        jws.RawPayload = payload is null ? null : Encoding.UTF8.GetBytes(payload);
    }

    private static string Text(JsonObject json) => json.ToJsonString(TestJws.Plain);

    // The last letter of 64 octets has two bits that say nothing: the next letter stands for the same octets.
    private static char Stray(char last) => last switch { 'A' => 'B', 'Q' => 'R', 'g' => 'h', 'w' => 'x', _ => throw new ArgumentOutOfRangeException(nameof(last)) };

    private static byte[] OfLength(int length)
    {
        // Three octets are four letters, and what is over goes into the header, which needs no padding of its own.
        for (var blanks = 0; blanks < 4; blanks++)
        {
            var spare = length - Claim(blanks, 0).Length;
            var body = Claim(blanks, spare * 3 / 4);
            if (body.Length == length)
                return body;
        }

        throw new ArgumentOutOfRangeException(nameof(length));

        static byte[] Claim(int headerBlanks, int payloadBlanks) => Phone.Claim(Login, jws =>
            Raw(jws, Text(jws.Header) + new string(' ', headerBlanks), Text(jws.Payload) + new string(' ', payloadBlanks)));
    }
}
