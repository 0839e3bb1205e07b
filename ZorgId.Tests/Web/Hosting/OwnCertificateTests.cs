using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using ZorgId.Tests.Support;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Web.Hosting;

/// <summary>The certificate that an operator names in Keys:Certificate.</summary>
[Trait("Speed", "slow")]
public sealed class OwnCertificateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-test-");

    private string File => Path.Combine(_folder.FullName, "keys.pfx");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Read_PostgreSqlWithoutOne_SaysHowToMakeOneThatWorks()
    {
        var refusal = Assert.Throws<SettingsException>(() => Read(file: null, password: null));

        Assert.StartsWith("Keys:Certificate must name a PFX file that is the same on every node", refusal.Message, StringComparison.Ordinal);
        var command = refusal.Message[refusal.Message.IndexOf("openssl", StringComparison.Ordinal)..refusal.Message.IndexOf(" (the password", StringComparison.Ordinal)];
        // Without a terminal of its own it asks for the password here.
        using var shell = Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", command]) { WorkingDirectory = _folder.FullName, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await shell.StandardInput.WriteAsync("secret\nsecret\n");
        shell.StandardInput.Close();
        var said = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, said);

        using var certificate = KeyCertificate.For(Read(File, "secret"));
        using var key = certificate.GetRSAPrivateKey();
        Assert.Equal(3072, key!.KeySize);
        Assert.Equal(Wrong("is no PFX file, or Keys:CertificatePassword is not its password"), Refuse("other"));
        Assert.Equal(Wrong("is no PFX file, or Keys:CertificatePassword is not its password"), Refuse(null));
    }

    [Fact]
    public void For_FileThatIsNotThereOrNone_IsOneSentence()
    {
        Assert.Equal(Wrong("is not there"), Refuse(null));
        System.IO.File.WriteAllText(File, "no certificate");
        Assert.Equal(Wrong("is no PFX file, or Keys:CertificatePassword is not its password"), Refuse(null));
    }

    [Fact]
    public void For_CertificateThatOpensNothing_IsOneSentence()
    {
        using var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(new CertificateRequest("CN=test", elliptic, HashAlgorithmName.SHA256), withKey: true);
        Assert.Equal(Wrong("holds no RSA private key"), Refuse(null));

        using var rsa = RSA.Create(2048);
        Write(new CertificateRequest("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), withKey: false);
        Assert.Equal(Wrong("holds no RSA private key"), Refuse(null));
    }

    [Fact]
    public async Task Start_WithAnotherThanTheDatabases_IsRefusedAndAddsNoKey()
    {
        await using var server = await PortalServer.StartAsync();
        var before = await KeysAsync();
        using var rsa = RSA.Create(2048);
        Write(new CertificateRequest("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), withKey: true);

        var end = await PortalProgram.RunHereAsync(
            [("Environments:productie:Origin", TestPortal.Productie), .. server.DatabaseSettings, ("Keys:Certificate", File)], "audit", "verify");

        end.MustComplain(1, $"The keys of this database cannot be opened with {File}: name the certificate that it was made with in Keys:Certificate.");
        Assert.NotEmpty(before);
        Assert.Equal(before, await KeysAsync());

        Task<List<int>> KeysAsync() => server.QueryAsync(db => db.DataProtectionKeys.Select(k => k.Id).Order().ToListAsync(TestContext.Current.CancellationToken));
    }

    private string Wrong(string what) => $"Keys:Certificate names {File}, which {what}.";

    private string Refuse(string? password) => Assert.Throws<SettingsException>(() => KeyCertificate.For(Read(File, password))).Message;

    private void Write(CertificateRequest request, bool withKey)
    {
        using var whole = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        using var shown = withKey ? whole : X509CertificateLoader.LoadCertificate(whole.Export(X509ContentType.Cert));
        System.IO.File.WriteAllBytes(File, shown.Export(X509ContentType.Pfx));
    }

    private static PortalSettings Read(string? file, string? password) => PortalSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Environments:productie:Origin"] = TestPortal.Productie,
            ["Database:Provider"] = "PostgreSQL",
            ["ConnectionStrings:Portal"] = "Host=db.example;Database=zorgid",
            ["Keys:Certificate"] = file,
            ["Keys:CertificatePassword"] = password,
        }).Build(),
        new Production());

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
