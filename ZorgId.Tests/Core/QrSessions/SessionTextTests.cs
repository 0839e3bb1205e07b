using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

[Trait("Stores", "nothing")]
public sealed class SessionTextTests
{
    private const string Sid = "AAAAAAAAAAAAAAAAAAAAAA";

    [Theory]
    [InlineData(SessionKind.Login, "https://productie.example/app#l.AAAAAAAAAAAAAAAAAAAAAA.code")]
    [InlineData(SessionKind.Enrollment, "https://productie.example/app#e.AAAAAAAAAAAAAAAAAAAAAA.code")]
    public void For_Kind_IsAUrlWithEverythingBehindTheHash(SessionKind kind, string text)
    {
        Assert.True(SessionId.TryParse(Sid, out var sid));
        Assert.Equal(text, QrText.For(TestPortal.Productie, kind, sid, "code"));
        Assert.Equal(new TestQr(TestPortal.Productie, text[30], Sid, "code"), TestQr.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAB")] // The last letter's low bits say nothing, and must be zero.
    [InlineData("AAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAA/AAAAAAAAAA")]
    [InlineData("AAAAAAAAAAA AAAAAAAAAA")]
    public void TryParse_NotASid_IsFalse(string? text) => Assert.False(SessionId.TryParse(text, out _));

    [Fact]
    public void New_Sid_IsOneThatParsesAndNoOther()
    {
        Assert.True(SessionId.TryParse(SessionId.New().Value, out _));
        Assert.NotEqual(SessionId.New(), SessionId.New());
    }

    [Theory]
    [InlineData(SessionState.Accepted, "accepted")]
    [InlineData(SessionState.Used, "accepted")]
    [InlineData(SessionState.Refused, "refused")]
    [InlineData(SessionState.Cancelled, "cancelled")]
    [InlineData(SessionState.Expired, "expired")]
    public void WireName_Ended_IsTheProtocolsWord(SessionState state, string name) => Assert.Equal(name, state.WireName());
}
