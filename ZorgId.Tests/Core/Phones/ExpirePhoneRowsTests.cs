using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Phones;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Phones;

public sealed class ExpirePhoneRowsTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Execute_WrongPins_AreForgottenAfterADayAndTheCountIsNot()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();
        await portal.UnlockAsync(phone, portal.NewNonce(), "11223");
        portal.Pass(ExpirePhoneRows.Kept);
        Assert.Equal(0, await portal.Get<ExpirePhoneRows>().ExecuteAsync(Cancellation));
        portal.Pass(Moment);

        // The wrong PIN, and the message that brought it.
        Assert.Equal(2, await portal.Get<ExpirePhoneRows>().ExecuteAsync(Cancellation));

        Assert.Equal(0, await portal.QueryAsync(db => db.WrongPins.CountAsync(Cancellation)));
        Assert.Equal(1, (await portal.PhoneAsync(phone)).PinFailures);
    }

    [Fact]
    public void Kept_IsLongerThanAWrongPinCounts() => Assert.True(ExpirePhoneRows.Kept > Phone.PinDay);
}
