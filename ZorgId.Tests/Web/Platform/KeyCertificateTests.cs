using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Web.Platform;

[Trait("Database", "SQLite")]
public sealed class KeyCertificateTests
{
    [Fact]
    public async Task For_ADatabaseWhoseCertificateIsGone_SaysSoAndMakesNoOther()
    {
        using var database = await SqliteTestDatabase.CreateAsync();
        File.Delete(database.Path + ".keys.pfx");

        var refusal = Assert.Throws<SettingsException>(() => KeyCertificate.Beside(database.Path));

        Assert.Contains(database.Path + ".keys.pfx", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(database.Path + ".keys.pfx"));
    }
}
