using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

public sealed class OpenAuditLogTests
{
    [Fact]
    public async Task Execute_TenProgramsThatStartAtOnce_ShareOneKey()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.TamperAsync("DELETE FROM AuditKeys;");

        var fingerprints = await Race.RunAsync(10, _ => OpenAsync(portal));

        Assert.Single(fingerprints.Distinct(StringComparer.Ordinal));
        Assert.NotEqual(portal.Get<AuditSecret>().Fingerprint, fingerprints[0]);
    }

    [Fact]
    public async Task Execute_NextStart_HasTheSameKey()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(portal.Get<AuditSecret>().Fingerprint, await OpenAsync(portal));
    }

    private static async Task<string> OpenAsync(TestPortal portal)
    {
        var secret = new AuditSecret();
        await new OpenAuditLog(portal.Get<IDbContextFactory<PortalDb>>(), portal.Get<IDataProtectionProvider>(), secret).ExecuteAsync(TestContext.Current.CancellationToken);
        return secret.Fingerprint;
    }
}
