using System.Security.Cryptography;
using ZorgId.Core.Keys;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Keys;

public sealed class ServerKeysTests
{
    private const string Purpose = "ZorgId.Tests.Key.v1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_ByTenProgramsThatStartAtOnce_IsOneKey()
    {
        await using var portal = await TestPortal.StartAsync();

        var keys = await Race.RunAsync(10, _ => portal.Get<ServerKeys>().OpenAsync("new", Purpose, Cancellation));

        Assert.Equal(ServerKeys.Length, keys[0].Length);
        Assert.All(keys, k => Assert.Equal(keys[0], k));
    }

    [Fact]
    public async Task Open_Again_IsTheSameKeyAndNotAnothersNorForAnotherPurpose()
    {
        await using var portal = await TestPortal.StartAsync();
        var key = await portal.Get<ServerKeys>().OpenAsync("one", Purpose, Cancellation);

        Assert.Equal(key, await portal.Get<ServerKeys>().OpenAsync("one", Purpose, Cancellation));
        Assert.NotEqual(key, await portal.Get<ServerKeys>().OpenAsync("other", Purpose, Cancellation));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => portal.Get<ServerKeys>().OpenAsync("one", "ZorgId.Tests.Other.v1", Cancellation));
    }
}
