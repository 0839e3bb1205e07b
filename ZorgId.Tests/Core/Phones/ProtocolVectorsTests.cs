using System.Text;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

[Trait("Stores", "nothing")]
public sealed class ProtocolVectorsTests
{
    private static readonly PhoneKey Key = PhoneKey.FromJwk(new(
        ProtocolVectors.Key["jwk"]!["kty"]!.GetValue<string>(),
        ProtocolVectors.Key["jwk"]!["crv"]!.GetValue<string>(),
        ProtocolVectors.Key["jwk"]!["x"]!.GetValue<string>(),
        ProtocolVectors.Key["jwk"]!["y"]!.GetValue<string>()))!;

    [Fact]
    public void Kid_PublishedKey_IsItsThumbprint() => Assert.Equal(ProtocolVectors.Key["kid"]!.GetValue<string>(), Key.Kid);

    [Fact]
    public void FromBytes_StoredKey_IsTheSameKey() => Assert.Equal(Key.Kid, PhoneKey.FromBytes(Key.ToBytes()).Kid);

    [Fact]
    public void TestPhone_PublishedSecrets_ComputesPublishedValues()
    {
        var phone = ProtocolVectors.Phone;
        var (pin, nonce) = (ProtocolVectors.Pin["pin"]!.GetValue<string>(), ProtocolVectors.Pin["nonce"]!.GetValue<string>());

        Assert.Equal(ProtocolVectors.Key["kid"]!.GetValue<string>(), phone.Kid);
        Assert.Equal(ProtocolVectors.Bytes(ProtocolVectors.Pin["pinKey"]!), phone.PinKey(pin));
        Assert.Equal(ProtocolVectors.Pin["mac"]!.GetValue<string>(), phone.PinProof(nonce, pin));
    }

    [Fact]
    public void Proves_PublishedMac_IsTrue()
    {
        var (pinKey, mac) = (ProtocolVectors.Bytes(ProtocolVectors.Pin["pinKey"]!), ProtocolVectors.Bytes(ProtocolVectors.Pin["mac"]!));
        var nonce = ProtocolVectors.Pin["nonce"]!.GetValue<string>();

        Assert.Equal(mac, PinKey.Mac(pinKey, nonce));
        Assert.True(PinKey.Proves(pinKey, nonce, mac));
        Assert.False(PinKey.Proves(pinKey, nonce + "A", mac));
        Assert.False(PinKey.Proves(pinKey, nonce, mac[..31]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(23)]
    [InlineData(4294967296)]
    public void At_PublishedStep_IsPublishedCode(long step)
    {
        var expected = ProtocolVectors.RotatingCode["steps"]![$"{step}"]!.GetValue<string>();

        Assert.Equal(expected, LoginCode.At(ProtocolVectors.Bytes(ProtocolVectors.RotatingCode["secret"]!), step));
    }

    [Fact]
    public void At_PublishedSteps_AreAllTested() => Assert.Equal(5, ProtocolVectors.RotatingCode["steps"]!.AsObject().Count);

    [Fact]
    public void Read_ClaimLogin_IsReadAndVerified()
    {
        var message = Verified<ClaimPayload>("claimLogin");

        Assert.Equal(new ClaimPayload(TestPortal.Productie, "AAAAAAAAAAAAAAAAAAAAAA", "nwzZuUCX_kkpkQ"), message.Payload);
        Assert.Equal(Key.Kid, message.Header.Kid);
    }

    [Fact]
    public void Read_ClaimEnrollment_IsReadAndVerifiedByItsOwnKey()
    {
        var message = Verified<ClaimPayload>("claimEnrollment");

        Assert.Equal("BBBBBBBBBBBBBBBBBBBBBA", message.Payload.Code);
        Assert.Equal(Key.Kid, PhoneKey.FromJwk(message.Header.Jwk!)!.Kid);
    }

    [Fact]
    public void Read_AcceptLogin_ProvesThePin()
    {
        var payload = Verified<DecisionPayload>("acceptLogin").Payload;

        Assert.Equal(DecisionPayload.Accept, payload.Decision);
        Assert.Equal(ProtocolVectors.Pin["nonce"]!.GetValue<string>(), payload.Nonce);
        Assert.Equal(ProtocolVectors.Pin["mac"]!.GetValue<string>(), payload.Pin);
    }

    [Fact]
    public void Read_Refuse_NeedsNoPin()
    {
        var payload = Verified<DecisionPayload>("refuse").Payload;

        Assert.Equal(DecisionPayload.Refuse, payload.Decision);
        Assert.Null(payload.Pin);
    }

    [Fact]
    public void Read_AcceptEnrollment_BringsPinKeyAndDevice()
    {
        var payload = Verified<DecisionPayload>("acceptEnrollment").Payload;

        Assert.Equal(ProtocolVectors.Pin["pinKey"]!.GetValue<string>(), payload.PinKey);
        Assert.Equal(new DeviceDescription("Pixel 9", "Android 16"), payload.Device);
    }

    [Fact]
    public void Read_Unlock_ProvesThePin()
    {
        var payload = Verified<IdentityPayload>("unlock").Payload;

        Assert.Equal(IdentityPayload.Unlock, payload.Act);
        Assert.Equal(ProtocolVectors.Pin["mac"]!.GetValue<string>(), payload.Pin);
    }

    [Fact]
    public void Read_TypedCode_IsReadAndVerified() =>
        Assert.Equal("K7QF3-M2DXN", TypedCode.Read(Verified<TypedCodePayload>("typedCode").Payload.TypedCode)?.ToString());

    [Fact]
    public void TestPhone_SameMessages_WritesThePublishedHeaderAndPayload()
    {
        var phone = ProtocolVectors.Phone;
        var nonce = ProtocolVectors.Pin["nonce"]!.GetValue<string>();
        var login = TestQr.Parse($"{TestPortal.Productie}/app#l.AAAAAAAAAAAAAAAAAAAAAA.nwzZuUCX_kkpkQ");
        var enrollment = TestQr.Parse($"{TestPortal.Productie}/app#e.AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBA");

        AssertSameText("claimLogin", phone.Claim(login));
        AssertSameText("claimEnrollment", phone.Claim(enrollment));
        AssertSameText("acceptLogin", phone.Accept(login, nonce));
        AssertSameText("refuse", phone.Refuse(login, nonce));
        AssertSameText("acceptEnrollment", phone.Accept(enrollment, nonce));
        AssertSameText("unlock", phone.Unlock(TestPortal.Productie, nonce));
        AssertSameText("typedCode", phone.TypeCode(TestPortal.Productie, "K7QF3M2DXN", hasAccount: true));
    }

    // The signature differs each time.
    private static void AssertSameText(string name, byte[] body)
    {
        var expected = ProtocolVectors.Messages[name]!.GetValue<string>();
        Assert.Equal(expected[..expected.LastIndexOf('.')], Encoding.ASCII.GetString(body)[..expected.LastIndexOf('.')]);
    }

    private static SignedMessage<TPayload> Verified<TPayload>(string name)
        where TPayload : class, IMessagePayload
    {
        var message = SignedMessage.Read<TPayload>(Encoding.ASCII.GetBytes(ProtocolVectors.Messages[name]!.GetValue<string>()));

        Assert.NotNull(message);
        Assert.True(message.HasRightAlgorithmAndType);
        Assert.True(Key.Verify(message.SigningInput, message.Signature));
        Assert.False(Key.Verify([.. message.SigningInput, (byte)'A'], message.Signature));
        return message;
    }
}
