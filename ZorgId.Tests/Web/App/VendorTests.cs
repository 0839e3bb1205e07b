using System.Security.Cryptography;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.App;

/// <summary>Code of others is what its page says that it is, and comes with its licence.</summary>
[Trait("Stores", "nothing")]
public sealed class VendorTests
{
    private static readonly string Folder = Path.Combine(Source.Web, "App", "vendor");

    [Fact]
    public void Decoder_AsItLiesHere_IsTheOneThatItsPageNames()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, "qr.js"))));

        Assert.Contains($"| SHA-256 of `qr.js` | `{hash}` |", File.ReadAllText(Path.Combine(Folder, "VENDOR.md")), StringComparison.Ordinal);
        // What is served is what lies here.
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "App", "vendor", "qr.js")))));
    }

    [Fact]
    public void Scripts_Vendored_AreNamedWithTheirLicenceBesideThem()
    {
        var page = File.ReadAllText(Path.Combine(Folder, "VENDOR.md"));
        Assert.All(Directory.GetFiles(Folder, "*.js"), script => Assert.Contains($"`{Path.GetFileName(script)}`", page, StringComparison.Ordinal));

        var licence = File.ReadAllText(Path.Combine(Folder, "LICENSE-qr"));
        Assert.Contains("`LICENSE-qr`", page, StringComparison.Ordinal);
        Assert.StartsWith("The MIT License", licence, StringComparison.Ordinal);
        Assert.Contains("Copyright (c)", licence, StringComparison.Ordinal);
    }
}
