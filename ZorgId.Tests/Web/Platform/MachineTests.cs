using System.Runtime.Versioning;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Platform;

/// <summary>What the program says of a machine that it cannot work on: one sentence and exit code 2, before anything is written.</summary>
[Trait("Database", "SQLite")]
[SupportedOSPlatform("linux")]
[Trait("Speed", "slow")]
public sealed class MachineTests : IDisposable
{
    private const string NoIcu = "The program runs without ICU, and cannot compare names";
    private const string NoTime = "This machine has no time zone data for Europe/Amsterdam";

    private static readonly string[] Add =
    [
        "administrator", "add", "--given-name", "Zoë", "--family-name", "Çelik", "--birth-date", "1980-02-01", "--birth-place", "Assen",
        "--organisation", "Praktijk Noord", "--ura", "01234567",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zorgid-test-");

    private string Disk => _folder.FullName;

    private string Database => Path.Combine(Disk, "portal.db");

    private (string Key, string Value)[] Settings => [("Environments:productie:Origin", TestPortal.Productie), ("ConnectionStrings:Portal", $"Data Source={Database}")];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(NoIcu, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", "serve")]
    [InlineData(NoIcu, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", "add")]
    [InlineData(NoIcu, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY=0", "add")]
    [InlineData(NoTime, "TZDIR=/var/empty", "serve")]
    [InlineData(NoTime, "TZDIR=/var/empty", "audit")]
    public async Task Process_PartIsMissing_RefusesAndWritesNothing(string sentence, string lacking, string what)
    {
        var variables = lacking.Split(' ').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]));

        var end = await PortalProgram.RunAsync([.. Settings, .. variables], what switch { "add" => Add, "audit" => ["audit", "verify"], _ => ["--urls", "http://127.0.0.1:0"] });

        MustRefuse(end, sentence);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Process_IcuIsNotInstalled_RefusesAndHelps()
    {
        await Machine.MustHaveNamespacesAsync();
        const string Uninstall = "for f in $(find /usr/lib /lib -name 'libicu*.so*' 2>/dev/null); do mount --bind /dev/null \"$f\"; done";

        MustRefuse(await Machine.RunAsync(Uninstall, Disk, Settings, Add), NoIcu);
        MustRefuse(await Machine.RunAsync(Uninstall, Disk, Settings), NoIcu);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
        Assert.Equal(0, (await Machine.RunAsync(Uninstall, Disk, [], "--help")).Exit);
    }

    [Fact]
    public async Task Process_ReadOnlyDisk_RefusesToWriteAndStillProvesAndCopiesTheLog()
    {
        await Machine.MustHaveNamespacesAsync();
        using var original = await MakeServedAsync();
        using var elsewhere = new SqliteTestDatabase();
        var mount = $"mount -t tmpfs zorgid \"$DISK\"; cp -p {Path.GetDirectoryName(original.Path)}/portal.db* \"$DISK\"; mount -o remount,ro \"$DISK\"";
        var sentence = $"Nothing can be written in {Disk}: the disk is mounted read-only.";

        foreach (var command in (string[][])[["--urls", "http://127.0.0.1:0"], Add, ["audit", "prune"], ["restore", original.Path]])
            (await Machine.RunAsync(mount, Disk, Settings, command)).MustComplain(2, sentence);

        var proof = await Machine.RunAsync(mount, Disk, Settings, "audit", "verify");
        Assert.Equal((0, ""), (proof.Exit, proof.Errors));
        Assert.StartsWith("3 entries, from 0 on, are unbroken.", proof.Output, StringComparison.Ordinal);
        var backup = await Machine.RunAsync(mount, Disk, Settings, "backup", elsewhere.Path);
        Assert.Equal((0, ""), (backup.Exit, backup.Errors));
        Assert.Equal(["3"], await SqliteTestDatabase.QueryAsync(elsewhere.Path, "SELECT COUNT(*) FROM AuditEntries"));
        (await Machine.RunAsync(mount, Disk, Settings, "backup", Path.Combine(Disk, "copy.db"))).MustComplain(2, sentence);
    }

    [Fact]
    public async Task Process_FullDisk_RefusesToWriteAndStillProvesTheLog()
    {
        await Machine.MustHaveNamespacesAsync();
        using var original = await MakeServedAsync();
        const string Fill = "dd if=/dev/zero of=\"$DISK\"/filler bs=4096 2>/dev/null || true";
        var mount = $"mount -t tmpfs -o size=8m zorgid \"$DISK\"; cp -p {Path.GetDirectoryName(original.Path)}/portal.db* \"$DISK\"; {Fill}";

        foreach (var command in (string[][])[["--urls", "http://127.0.0.1:0"], Add])
            (await Machine.RunAsync(mount, Disk, Settings, command)).MustComplain(2, $"The disk of {Disk} is full: make room there.");
        Assert.Equal(0, (await Machine.RunAsync(mount, Disk, Settings, "audit", "verify")).Exit);

        // Empty: what would have been made is not there in part either.
        var (list, empty) = ($"trap 'ls -A \"$DISK\"' EXIT; mount -t tmpfs -o size=1m zorgid \"$DISK\"; {Fill}; \"$@\"; exit", Disk);
        var first = await Machine.RunAsync(list, empty, Settings, Add);
        Assert.Equal((2, "filler"), (first.Exit, first.Output.Trim()));
    }

    [Fact]
    public async Task Process_UserWithoutRights_RefusesAndNamesTheFolderOrTheFile()
    {
        using var original = await MakeServedAsync();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(original.Path)!))
            File.Copy(file, Path.Combine(Disk, Path.GetFileName(file)));
        File.SetUnixFileMode(Disk, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        MustRefuse(await Machine.RunWithoutRightsAsync(Settings, Add), $"Nothing can be written in {Disk}: this user may not.");

        File.SetUnixFileMode(Disk, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.EnumerateFiles(Disk))
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        MustRefuse(await Machine.RunWithoutRightsAsync(Settings), $"{Database} cannot be written: give it to the user that the program runs as");
        Assert.Equal(0, (await Machine.RunWithoutRightsAsync(Settings, "audit", "verify")).Exit);

        File.SetUnixFileMode(Database + ".keys.pfx", UnixFileMode.None);
        MustRefuse(await Machine.RunWithoutRightsAsync(Settings, "audit", "verify"), $"{Database}.keys.pfx cannot be read: give it to the user that the program runs as");
    }

    // With an administrator in it, and nobody who has it open.
    private static async Task<SqliteTestDatabase> MakeServedAsync()
    {
        var database = await SqliteTestDatabase.CreateAsync();
        var added = await PortalProgram.RunAsync([("Environments:productie:Origin", TestPortal.Productie), .. database.Settings], Add);
        Assert.True(added.Exit == 0, added.Errors);
        return database;
    }

    private static void MustRefuse(ProgramEnd end, string sentence)
    {
        Assert.Equal((2, ""), (end.Exit, end.Output));
        Assert.StartsWith(sentence, Assert.Single(end.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
