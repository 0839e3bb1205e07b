using Microsoft.AspNetCore.DataProtection;
using ZorgId.Core.PortalSessions;

namespace ZorgId.Tests.Core.PortalSessions;

[Trait("Stores", "nothing")]
public sealed class LoginTicketsTests
{
    private const string BrowserKey = "a-cookie-of-this-browser";

    private readonly LoginTickets _tickets = new(new EphemeralDataProtectionProvider());
    private readonly SessionId _sid = SessionId.New();

    [Fact]
    public void TryRead_SameBrowser_IsItsSession()
    {
        Assert.True(_tickets.TryRead(_tickets.Create(_sid, BrowserKey), BrowserKey, out var sid));
        Assert.Equal(_sid, sid);
    }

    [Theory]
    [InlineData("another-browser")]
    [InlineData("a-cookie-of-this-browse")]
    [InlineData("")]
    [InlineData(null)]
    public void TryRead_OtherBrowser_IsFalse(string? browserKey)
    {
        Assert.False(_tickets.TryRead(_tickets.Create(_sid, BrowserKey), browserKey, out var sid));
        Assert.Equal(default, sid);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no ticket")]
    [InlineData("AAAA")]
    public void TryRead_NoTicket_IsFalse(string? ticket) => Assert.False(_tickets.TryRead(ticket, BrowserKey, out _));

    [Fact]
    public void TryRead_SomeoneElseLoggedInMeanwhile_IsFalse()
    {
        PortalSessionKey one = new("one"), other = new("other");

        Assert.True(_tickets.TryRead(_tickets.Create(_sid, BrowserKey, one), BrowserKey, out _, one));
        Assert.False(_tickets.TryRead(_tickets.Create(_sid, BrowserKey, one), BrowserKey, out _, other));
        Assert.False(_tickets.TryRead(_tickets.Create(_sid, BrowserKey, one), BrowserKey, out _));
        Assert.False(_tickets.TryRead(_tickets.Create(_sid, BrowserKey), BrowserKey, out _, one));
    }

    [Fact]
    public void TryRead_ChangedTicket_IsFalse()
    {
        var ticket = _tickets.Create(_sid, BrowserKey);

        Assert.False(_tickets.TryRead((ticket[0] == 'C' ? 'D' : 'C') + ticket[1..], BrowserKey, out _));
        Assert.False(_tickets.TryRead(ticket[..40] + (ticket[40] == 'A' ? 'B' : 'A') + ticket[41..], BrowserKey, out _));
    }

    [Fact]
    public void TryRead_TicketOfOtherKeys_IsFalse() =>
        Assert.False(_tickets.TryRead(new LoginTickets(new EphemeralDataProtectionProvider()).Create(_sid, BrowserKey), BrowserKey, out _));

    [Fact]
    public void TryRead_SealedForAnotherPurpose_IsFalse()
    {
        var provider = new EphemeralDataProtectionProvider();
        var stranger = provider.CreateProtector("another purpose").CreateProtector(BrowserKey).Protect(_sid.Value);

        Assert.False(new LoginTickets(provider).TryRead(stranger, BrowserKey, out _));
    }
}
