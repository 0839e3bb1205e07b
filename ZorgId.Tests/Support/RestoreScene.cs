using ZorgId.Web.CommandLine;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Tests.Support;

/// <summary>A portal's database in its place, a copy of what it was before it went on, and what becomes of both by <c>restore</c>.</summary>
internal sealed class RestoreScene : IDisposable
{
    /// <summary>Entries in the log of the copy: the first administrator's.</summary>
    public const int CopiedEntries = 3;

    /// <summary>And of the database, which has one more.</summary>
    public const int Entries = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public SqliteTestDatabase Database { get; } = new();

    public SqliteTestDatabase Copy { get; } = new();

    public static async Task<RestoreScene> StartAsync()
    {
        var scene = new RestoreScene();
        await SqliteTestDatabase.LayAtAsync(scene.Database.Path);
        SharedCertificate.LayBeside(scene.Database.Path);
        using (var before = await CoreBeside.OpenAsync(scene.Database))
        {
            await before.OpenEnrollmentAsync();
            File.Copy(scene.Database.Path, scene.Copy.Path);
            await scene.SignAsync();
            await before.OpenEnrollmentAsync();
        }

        Assert.Equal([$"{Entries}"], await SqliteTestDatabase.QueryAsync(scene.Database.Path, CountEntries));
        Assert.Equal([$"{CopiedEntries}"], await SqliteTestDatabase.QueryAsync(scene.Copy.Path, CountEntries));
        return scene;
    }

    /// <summary>The same files in a place of their own; nobody may be at them.</summary>
    public RestoreScene Duplicate()
    {
        var scene = new RestoreScene();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Database.Path)!))
            File.Copy(file, Path.Combine(Path.GetDirectoryName(scene.Database.Path)!, Path.GetFileName(file)));
        File.Copy(Copy.Path, scene.Copy.Path);
        File.Copy(Copy.Path + ".sig", scene.Copy.Path + ".sig");
        return scene;
    }

    public const string CountEntries = "SELECT COUNT(*) FROM AuditEntries";

    /// <summary>As <c>backup</c> signs a copy.</summary>
    public async Task SignAsync()
    {
        File.Delete(Copy.Path + ".sig");
        using var certificate = KeyCertificate.Beside(Database.Path);
        await BackupSignature.WriteAsync(Copy.Path, certificate, Cancellation);
    }

    /// <summary>Restores the copy as it is now, signed or not.</summary>
    public Task<ProgramEnd> RestoreAsync(params IEnumerable<(string Key, string Value)> settings) =>
        PortalProgram.RunHereAsync(SettingsFor(Database).Concat(settings), "restore", "--unsigned", Copy.Path);

    /// <summary>Restores the copy only where its signature is right.</summary>
    public Task<ProgramEnd> RestoreSignedAsync(params IEnumerable<(string Key, string Value)> settings) =>
        PortalProgram.RunHereAsync(SettingsFor(Database).Concat(settings), "restore", Copy.Path);

    /// <summary>A command, on a database that nobody serves.</summary>
    public static Task<ProgramEnd> RunAsync(SqliteTestDatabase database, params string[] arguments) => PortalProgram.RunHereAsync(SettingsFor(database), arguments);

    /// <summary>Where replaced databases lie, oldest first.</summary>
    public string[] Asides() => [.. Directory.GetDirectories(Path.GetDirectoryName(Database.Path)!, "*.before-restore-*").Order(StringComparer.Ordinal).Select(f => Path.Combine(f, "portal.db"))];

    /// <summary>All files of the place, with what stands in them. Locks are none of them.</summary>
    public IReadOnlyDictionary<string, string> Files() => Directory
        .EnumerateFiles(Path.GetDirectoryName(Database.Path)!, "*", SearchOption.AllDirectories)
        .Where(f => !f.EndsWith(".serving", StringComparison.Ordinal) && !f.EndsWith(".migrating", StringComparison.Ordinal))
        .ToDictionary(f => f, f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))));

    /// <summary>What stands in the place is the copy, settled, and sound.</summary>
    public async Task MustBeRestoredAsync()
    {
        Assert.Equal(["ok"], await SqliteTestDatabase.QueryAsync(Database.Path, "PRAGMA integrity_check"));
        Assert.Equal(["1"], await SqliteTestDatabase.QueryAsync(Database.Path, "SELECT COUNT(*) FROM Accounts"));
        Assert.Equal(
            ["OrganisationAdded", "AdministratorAdded", "EnrollmentOpened", "DatabaseRestored", "SessionCancelled"],
            await SqliteTestDatabase.QueryAsync(Database.Path, "SELECT Action FROM AuditEntries ORDER BY At, Id"));
    }

    public void Dispose()
    {
        Database.Dispose();
        Copy.Dispose();
    }

    // Without a pool, which would hold the file after the command.
    private static IReadOnlyList<(string Key, string Value)> SettingsFor(SqliteTestDatabase database) => ServingProgram.SettingsFor(database.ConnectionString + ";Pooling=False");
}
