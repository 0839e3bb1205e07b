using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Sessions;

public sealed class ClaimSessionTests
{
    [Fact]
    public async Task Claim_Login_TellsWhatWouldBeOpened()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        var qr = await portal.OpenLoginAsync();

        var claimed = Assert.Answered(await portal.ClaimAsync(phone, qr));

        Assert.Equal(qr.Sid, claimed.Sid.Value);
    }
}
