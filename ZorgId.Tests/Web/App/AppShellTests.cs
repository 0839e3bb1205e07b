using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using ZorgId.Tests.Support;
using ZorgId.Web.App;

namespace ZorgId.Tests.Web.App;

/// <summary>The phone app's files are served as parts of one version, and never of another.</summary>
[Trait("Stores", "nothing")]
public sealed class AppShellTests(PortalServer server) : IClassFixture<PortalServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_OfTheList_AreThereWithTheHashesItNames_AndKeptForGood()
    {
        using var client = server.Client();
        var (version, files) = await ListAsync(client);

        Assert.Contains($"/app/{version}/main.js", files.Keys);
        Assert.Contains($"/app/{version}/tokens.css", files.Keys);
        Assert.Contains($"/app/{version}/device.js", files.Keys);
        Assert.Contains(files.Keys, path => path.StartsWith($"/app/{version}/fonts/", StringComparison.Ordinal));
        foreach (var (path, hash) in files)
        {
            using var answer = await client.GetAsync(path, Cancellation);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.Equal((path, hash), (path, $"sha256-{Convert.ToBase64String(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(Cancellation)))}"));
            Assert.Equal((path, path == "/app" ? "no-transform, no-cache" : "no-transform, public, max-age=31536000, immutable"), (path, answer.Header("Cache-Control")));
        }
    }

    [Fact]
    public async Task Page_NamesFilesOfItsVersionOnly()
    {
        using var client = server.Client();
        var (version, files) = await ListAsync(client);

        using var answer = await client.GetAsync("/app", Cancellation);

        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("{version}", page, StringComparison.Ordinal);
        Assert.Contains($"src=\"/app/{version}/main.js\"", page, StringComparison.Ordinal);
        var named = page.Split('"').Where(text => text.EndsWith(".js", StringComparison.Ordinal) || text.EndsWith(".css", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.Contains(path, files.Keys));
        Assert.Equal($"\"{version}\"", answer.Header("ETag"));
    }

    [Theory]
    [InlineData("/app/main.js")]
    [InlineData("/app/texts/nl.js")]
    [InlineData("/app/index.html")]
    [InlineData("/app/{version}/index.html")]
    [InlineData("/app/{version}/worker.js")]
    [InlineData("/app/{version}/portal.css")]
    [InlineData("/app/{version}/nergens.js")]
    [InlineData("/app/{version}/../README.md")]
    [InlineData("/app/{version}/%2e%2e/README.md")]
    [InlineData("/app/{version}//main.js")]
    [InlineData("/app/{version}")]
    [InlineData("/app/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/main.js")]
    public async Task Path_OfNoFileOfThisVersion_IsNotThere(string path)
    {
        using var client = server.Client();
        var (version, _) = await ListAsync(client);

        using var answer = await client.GetAsync(path.Replace("{version}", version, StringComparison.Ordinal), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task File_ReplacedSinceThePageWasRead_IsNotServedAsThatPages()
    {
        var folder = Directory.CreateTempSubdirectory("zorgid-app-");
        try
        {
            await WriteAsync(folder, "index.html", "<script type=module src='/app/{version}/main.js'></script>");
            await WriteAsync(folder, "main.js", "1");
            await WriteAsync(folder, "same.js", "1");
            var shell = ActivatorUtilities.CreateInstance<AppShell>(server.Services, new PhoneAppFiles(new PhysicalFileProvider(folder.FullName)));
            var before = shell.List().Version;

            await WriteAsync(folder, "main.js", "22");

            Assert.False(shell.Find(before, "main.js").Exists);
            Assert.Equal(1, shell.Find(before, "same.js").Length);
            var after = shell.List().Version;
            Assert.NotEqual(before, after);
            Assert.Equal(2, shell.Find(after, "main.js").Length);
            Assert.False(shell.Find(before, "main.js").Exists);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task WriteAsync(DirectoryInfo folder, string name, string contents) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), contents, Cancellation);

    private static async Task<AppShellList> ListAsync(HttpClient client) => (await client.GetFromJsonAsync<AppShellList>("/app/shell.json", Cancellation))!;
}
