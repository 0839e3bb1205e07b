namespace ZorgId.Tests.Core.Common;

[Trait("Stores", "nothing")]
public sealed class SameNetworkTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:1:2::3", "2001:db8:1:ffff:aaaa::1", true)]
    [InlineData("2001:db8:1:2::3", "2001:db8:2:2::3", false)]
    [InlineData("192.0.2.1", "2001:db8:1:2::3", false)]
    [InlineData("127.0.0.1", "::1", true)]
    [InlineData("127.0.0.1", "192.0.2.1", false)]
    [InlineData(null, null, true)]
    [InlineData(null, "192.0.2.1", false)]
    [InlineData("192.0.2.1", "geen adres", false)]
    public void Holds_OfTwoAddresses_IsForOneNetwork(string? first, string? second, bool expected)
    {
        Assert.Equal(expected, SameNetwork.Holds(first, second));
        Assert.Equal(expected, SameNetwork.Holds(second, first));
    }
}
