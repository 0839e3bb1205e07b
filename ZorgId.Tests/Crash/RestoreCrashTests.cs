using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>A restore is killed in the middle: the old database or the new one stands whole in its place, can be served, and the restore can be given again.</summary>
public sealed class RestoreCrashTests
{
    public static TheoryData<RestoreStep> Steps => [.. Enum.GetValues<RestoreStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Restore_KilledAtAStep_LeavesOneOrTheOtherWholeAndCanBeGivenAgain(RestoreStep step)
    {
        for (var left = Kills.DuringRestore; left > 0; left--)
        {
            using var scene = await RestoreScene.StartAsync();
            await WriteAndKillAsync(scene);

            await Kills.DuringRestoreAsync(scene, step);

            using (var program = await ServingProgram.StartAsync(scene.Database.ConnectionString))
                await (await program.GetAsync("/mobile/v1/environment")).MustJsonAsync();
            await MustBeEitherAsync(scene, step);

            var again = await scene.RestoreAsync();
            Assert.Equal((0, ""), (again.Exit, again.Errors));
            await scene.MustBeRestoredAsync();
            Assert.Contains(await Task.WhenAll(scene.Asides().Select(IsOldAsync)), isOld => isOld);
            Assert.False(Directory.Exists(scene.Database.Path + ".restoring"));
        }
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

    private static async Task MustBeEitherAsync(RestoreScene scene, RestoreStep step)
    {
        var isOld = await IsOldAsync(scene.Database.Path);
        TestContext.Current.TestOutputHelper!.WriteLine($"The {(isOld ? "old" : "new")} one stands in its place.");
        // A kill comes a little later than the step that it is for, and never before.
        Assert.False(isOld && step >= RestoreStep.Swapped);
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
