using System.Net;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>The disk is full, in earnest: who asks is told that it was not done, nothing is lost, and it goes on once there is room.</summary>
public sealed class DiskFullTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_DiskFull_AreErrorsAndTheSameMessagesAreDoneOnceThereIsRoom()
    {
        using var original = await SqliteTestDatabase.CreateAsync();
        using var opening = await CoreBeside.OpenAsync(original);
        PhoneScript[] scripts =
        [
            new(new TestPhone(), await opening.OpenEnrollmentAsync(), PhoneStep.Claim, PhoneStep.Accept),
            new(new TestPhone(), await opening.OpenEnrollmentAsync(), PhoneStep.Claim, PhoneStep.Accept),
            new(new TestPhone(), await opening.OpenEnrollmentAsync(), PhoneStep.Claim, PhoneStep.Refuse),
        ];
        using var disk = await SmallDisk.StartAsync(original);
        await scripts[0].RunAsync(disk.Program, () => { });

        // One has claimed and cannot decide, the other cannot claim, and the third cannot guess without being counted.
        await MustFailAsync(scripts[1].RunAsync(disk.Program, disk.Fill));
        await MustFailAsync(scripts[2].RunAsync(disk.Program, () => Assert.Fail("It was answered.")));
        List<byte[]> guesses = [];
        foreach (var pin in (string[])["11223", "11224", "11225"])
        {
            guesses.Add(scripts[0].Phone.Unlock(TestPortal.Productie, await ChallengeAsync(disk.Program), pin));
            await (await disk.Program.SendAsync("/mobile/v1/identity", guesses[^1])).MustProblemAsync(500, "server-error");
        }

        Assert.Equal(HttpStatusCode.OK, (await disk.Program.GetAsync("/portal")).StatusCode);
        using (var halfway = new SqliteTestDatabase())
        {
            disk.CopyTo(halfway);
            using var scene = await CoreBeside.OpenAsync(halfway);
            await scene.VerifyAsync(scripts);
        }

        disk.MakeRoom();
        foreach (var script in scripts)
            await script.RunAsync(disk.Program, () => { });
        foreach (var (guess, left) in guesses.Zip((int[])[2, 1]))
            Assert.Equal(left, (await (await disk.Program.SendAsync("/mobile/v1/identity", guess)).MustProblemAsync(401, "pin-incorrect", "attemptsLeft"))["attemptsLeft"]!.GetValue<int>());
        await (await disk.Program.SendAsync("/mobile/v1/identity", guesses[2])).MustProblemAsync(403, "pin-blocked");
        using var after = new SqliteTestDatabase();
        disk.CopyTo(after);
        using var end = await CoreBeside.OpenAsync(after);
        await end.VerifyAsync(scripts);
    }

    private static async Task MustFailAsync(Task script) =>
        Assert.Equal(HttpStatusCode.InternalServerError, (await Assert.ThrowsAsync<HttpRequestException>(() => script)).StatusCode);

    private static async Task<string> ChallengeAsync(ServingProgram program) =>
        (await (await program.SendAsync("/mobile/v1/challenges", [])).MustJsonAsync())["nonce"]!.GetValue<string>();
}
