using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>A restore is killed in the middle: the old database or the new one stands whole in its place, can be served, and the restore can be given again.</summary>
public sealed class RestoreCrashTests
{
    // Before that it copies and checks, and nothing but its own draft can be hurt.
    private const int LastChanges = 20;

    [Fact]
    public async Task Restore_KilledAtAnyPoint_LeavesOneOrTheOtherWholeAndCanBeGivenAgain()
    {
        var dice = Kills.TakeDice();
        var changes = await CountAsync();
        for (var left = Kills.DuringRestore; left > 0; left--)
        {
            using var scene = await RestoreScene.StartAsync();
            await WriteAndKillAsync(scene);

            await Kills.DuringRestoreAsync(scene, dice.IsOneIn(3) ? dice.Next(1, changes) : dice.Next(changes - LastChanges, changes + 1));

            // As the next start finds it, its write-ahead log included.
            using (var program = await ServingProgram.StartAsync(scene.Database.ConnectionString))
                await (await program.GetAsync("/mobile/v1/environment")).MustJsonAsync();
            await MustBeEitherAsync(scene);

            var again = await scene.RestoreAsync();
            Assert.Equal((0, ""), (again.Exit, again.Errors));
            await scene.MustBeRestoredAsync();
            Assert.Contains(await Task.WhenAll(scene.Asides().Select(IsOldAsync)), isOld => isOld);
            Assert.False(Directory.Exists(scene.Database.Path + ".restoring"));
        }
    }

    // What one makes that is left alone.
    private static async Task<int> CountAsync()
    {
        using var scene = await RestoreScene.StartAsync();
        await WriteAndKillAsync(scene);
        var changes = await Kills.DuringRestoreAsync(scene, int.MaxValue);
        await scene.MustBeRestoredAsync();
        return changes;
    }

    // What the last program did stands in its write-ahead log only.
    private static async Task WriteAndKillAsync(RestoreScene scene)
    {
        using var program = await ServingProgram.StartAsync(scene.Database.ConnectionString);
        using (var browser = await CrashScene.OpenAsync(scene.Database))
            await browser.OpenLoginAsync("192.0.2.9");
        program.Kill();
        await program.EndAsync();
        Assert.True(new FileInfo(scene.Database.Path + "-wal").Length > 0);
    }

    private static async Task MustBeEitherAsync(RestoreScene scene)
    {
        var isOld = await IsOldAsync(scene.Database.Path);
        TestContext.Current.TestOutputHelper!.WriteLine($"The {(isOld ? "old" : "new")} one stands in its place.");
        if (!isOld)
            await scene.MustBeRestoredAsync();
    }

    private static async Task<bool> IsOldAsync(string file)
    {
        Assert.Equal(["ok"], await RestoreScene.ReadAsync(file, "PRAGMA integrity_check"));
        return (await RestoreScene.ReadAsync(file, "SELECT COUNT(*) FROM QrSessions WHERE Kind = 'Login'"))[0] == "1"
            && (await RestoreScene.ReadAsync(file, RestoreScene.CountEntries))[0] == $"{RestoreScene.Entries}";
    }
}
