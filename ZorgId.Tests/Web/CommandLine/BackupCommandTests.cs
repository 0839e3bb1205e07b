using System.Globalization;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>A copy that an operator takes beside a running server, and what it is worth.</summary>
[Trait("Database", "SQLite")]
public sealed class BackupCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("777", false)]
    [InlineData("770", false)]
    [InlineData("1777", false)]
    [InlineData("755", true)]
    public async Task Backup_ToAFolderThatOthersMayWriteTo_IsRefused(string mode, bool isMade)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var server = await PortalServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("zorgid-backup-");
        try
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.FullName, (UnixFileMode)Convert.ToInt32(mode, 8));
            var file = Path.Combine(folder.FullName, "copy.db");

            var end = await BackUpAsync(server, file);

            Assert.Equal((isMade ? 0 : 2, isMade), (end.Exit, File.Exists(file)));
            if (!isMade)
                end.MustComplain(2, $"There is no backup: others may write to {folder.FullName}, and could put another file in the copy's place before it is signed. Take that from them (chmod go-w), or choose another folder.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Backup_BesideAServer_IsWholeAndCanBeServed()
    {
        await using var server = await PortalServer.StartAsync();
        await server.SeedAdministratorAsync();
        var head = await server.HeadAsync();
        using var target = new SqliteTestDatabase();
        // What one that was broken off had left.
        await File.WriteAllTextAsync(target.Path + ".partial", "half", Cancellation);

        var made = await BackUpAsync(server, target.Path);

        var size = new FileInfo(target.Path).Length.ToString(CultureInfo.InvariantCulture);
        Assert.Equal((0, $"{target.Path} is a sound copy, {size} octets, signed by {target.Path}.sig.", ""), (made.Exit, made.Output.TrimEnd(), made.Errors));
        Assert.False(File.Exists(target.Path + ".partial"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target.Path));

        // The keys' file is put beside it, as after a loss: the log is proven up to the same head.
        SharedCertificate.LayBeside(target.Path);
        var proof = await PortalProgram.RunHereAsync(Settings(target.ConnectionString), "audit", "verify", "--head", $"{head}");
        Assert.Equal((0, ""), (proof.Exit, proof.Errors));

        await server.SeedAdministratorAsync();
        (await BackUpAsync(server, target.Path)).MustComplain(2, $"There is no backup: {target.Path} is there already.");
    }

    [Fact]
    public async Task Backup_WhileOthersWrite_IsOfOneMoment()
    {
        await using var server = await PortalServer.StartAsync();
        using var target = new SqliteTestDatabase();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        // SQLite's tasks are done when they are handed out: without a thread of its own this would write for ever.
        var writing = Task.Run(() => WriteAsync(server, enough.Token), Cancellation);

        var made = await BackUpAsync(server, target.Path);
        await enough.CancelAsync();
        var written = await writing;

        Assert.Equal((0, ""), (made.Exit, made.Errors));
        Assert.True(written > 0);
        SharedCertificate.LayBeside(target.Path);
        Assert.Equal((0, ""), await ProveAsync(target));
    }

    private static async Task<int> WriteAsync(PortalServer server, CancellationToken enough)
    {
        var count = 0;
        for (; !enough.IsCancellationRequested; count++)
            await server.AddAdministratorAsync();
        return count;
    }

    private static async Task<(int Exit, string Errors)> ProveAsync(SqliteTestDatabase database)
    {
        var proof = await PortalProgram.RunHereAsync(Settings(database.ConnectionString), "audit", "verify");
        return (proof.Exit, proof.Errors);
    }

    private static Task<ProgramEnd> BackUpAsync(PortalServer server, string file) => PortalProgram.RunHereAsync(Settings(server.ConnectionString), "backup", file);

    private static (string Key, string Value)[] Settings(string connectionString) =>
        [("Environments:productie:Origin", TestPortal.Productie), ("ConnectionStrings:Portal", connectionString)];
}
