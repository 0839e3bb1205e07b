using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>A restore is killed in the middle: the old database or the new one stands whole in its place, can be served, and the restore can be given again.</summary>
public sealed class RestoreCrashTests(RestoreCrashTests.KilledPortal killed) : IClassFixture<RestoreCrashTests.KilledPortal>
{
    public static TheoryData<RestoreStep> Steps => [.. Enum.GetValues<RestoreStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Restore_KilledAtAStep_LeavesOneOrTheOtherWholeAndCanBeGivenAgain(RestoreStep step)
    {
        for (var left = Kills.DuringRestore; left > 0; left--)
        {
            using var scene = killed.Duplicate();

            await Kills.DuringRestoreAsync(scene, step);

            // All that a start does, but listening.
            (await CoreBeside.OpenAsync(scene.Database)).Dispose();
            await MustBeEitherAsync(scene, step);

            var again = await scene.RestoreAsync();
            Assert.Equal((0, ""), (again.Exit, again.Errors));
            await scene.MustBeRestoredAsync();
            Assert.Contains(await Task.WhenAll(scene.Asides().Select(IsOldAsync)), isOld => isOld);
            Assert.False(Directory.Exists(scene.Database.Path + ".restoring"));
        }
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
        Assert.Equal(["ok"], await SqliteTestDatabase.QueryAsync(file, "PRAGMA integrity_check"));
        return (await SqliteTestDatabase.QueryAsync(file, "SELECT COUNT(*) FROM QrSessions WHERE Kind = 'Login'"))[0] == "1"
            && (await SqliteTestDatabase.QueryAsync(file, RestoreScene.CountEntries))[0] == $"{RestoreScene.Entries}";
    }

    /// <summary>A portal's files as its last program left them, which was killed: what that did stands in the write-ahead log only.</summary>
    public sealed class KilledPortal : IAsyncLifetime
    {
        private RestoreScene _scene = null!;

        internal RestoreScene Duplicate() => _scene.Duplicate();

        public async ValueTask InitializeAsync()
        {
            _scene = await RestoreScene.StartAsync();
            using var program = await ServingProgram.StartAsync(_scene.Database.ConnectionString);
            using (var browser = await CoreBeside.OpenAsync(_scene.Database))
                await browser.OpenLoginAsync("192.0.2.9");
            program.Kill();
            await program.EndAsync();
            Assert.True(new FileInfo(_scene.Database.Path + "-wal").Length > 0);
        }

        public ValueTask DisposeAsync()
        {
            _scene.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
