using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>The program is killed under a load of claims and decisions, and during the starts between, again and again on one database.</summary>
public sealed class LoadCrashTests : IDisposable
{
    // So many at once that kills come in the middle of groups which are committed together.
    private const int Workers = 8;
    private const int ScriptsEach = 3;

    // Fewer than there are to get, so that most kills come in the middle of it.
    private const int MostAnswers = 40;

    // As the protocol's phone does it.
    private const int Resends = 3;

    // A start on a database that is there makes about as many.
    private const int MostChanges = 6;

    private readonly List<PhoneScript> _done = [];
    private ServingProgram? _program;

    /// <summary>Whatever came of the test, its program does not outlive it.</summary>
    public void Dispose() => _program?.Dispose();

    [Fact]
    public async Task Program_KilledAgainAndAgain_KeepsWhatItAnsweredOnce()
    {
        var random = Kills.TakeRandom();
        using var database = await SqliteTestDatabase.CreateAsync();
        var program = await StartAsync(database);
        using var scene = await CoreBeside.OpenAsync(database);
        var phones = await EnrollAsync(program, scene);
        List<PhoneScript> brokenOff = [];

        for (var kills = 0; kills < Kills.UnderLoad;)
        {
            var queues = await PrepareAsync(scene, random, phones, brokenOff, round: kills);
            await StrikeAsync(program, queues, random.Next(1, MostAnswers));
            program.Dispose();
            if (++kills < Kills.UnderLoad && random.IsOneIn(2))
            {
                await Kills.DuringStartAsync(database, random.Next(1, MostChanges));
                kills++;
            }

            program = await StartAsync(database);
            await scene.VerifyAsync([.. queues.SelectMany(q => q)]);
            _done.AddRange(queues.SelectMany(q => q).Where(e => e.IsOver && !e.CameTooLate));
            brokenOff = [.. queues.SelectMany(q => q).Where(e => e.Possible is not null)];
        }

        // What was broken off last is brought to its end, and then everything must be there.
        foreach (var script in brokenOff)
            await RunAsync(script, program, () => { });
        program.Dispose();
        _done.AddRange(brokenOff.Where(e => !e.CameTooLate));
        await scene.VerifyAsync(_done);
        Assert.Contains(_done, e => e.IsLogin);
        TestContext.Current.TestOutputHelper!.WriteLine($"{_done.Count} sessions were decided.");
    }

    private async Task<ServingProgram> StartAsync(SqliteTestDatabase database) => _program = await ServingProgram.StartAsync(database.ConnectionString);

    private async Task<TestPhone[]> EnrollAsync(ServingProgram program, CoreBeside scene)
    {
        TestPhone[] phones = [.. Enumerable.Range(0, Workers).Select(_ => new TestPhone())];
        foreach (var phone in phones)
        {
            var script = new PhoneScript(phone, await scene.OpenEnrollmentAsync(), PhoneStep.Claim, PhoneStep.Accept);
            await RunAsync(script, program, () => { });
            _done.Add(script);
        }

        return phones;
    }

    // Each worker has a phone that logs in, first with what the kill before broke off, and brings new phones besides.
    private static async Task<List<PhoneScript>[]> PrepareAsync(CoreBeside scene, SeededRandom random, TestPhone[] phones, List<PhoneScript> brokenOff, int round)
    {
        List<PhoneScript>[] queues = [.. phones.Select(_ => new List<PhoneScript>())];
        foreach (var script in brokenOff)
            queues[Math.Max(0, Array.IndexOf(phones, script.Phone))].Add(script);
        for (var i = 0; i < Workers * ScriptsEach; i++)
        {
            var (queue, phone) = (queues[i % Workers], phones[i % Workers]);
            queue.Add(random.IsOneIn(3)
                ? new PhoneScript(new TestPhone(), await scene.OpenEnrollmentAsync(), PhoneStep.Claim, random.IsOneIn(4) ? PhoneStep.Refuse : PhoneStep.Accept)
                : new PhoneScript(phone, await scene.OpenLoginAsync($"192.0.2.{round % 250}"), PlanLogin(random)));
        }

        return queues;
    }

    private static PhoneStep[] PlanLogin(SeededRandom random) => random.Next(0, 3) switch
    {
        0 => [PhoneStep.Claim, PhoneStep.Refuse],
        1 => [PhoneStep.Claim, PhoneStep.WrongPin, PhoneStep.Accept],
        _ => [PhoneStep.Claim, PhoneStep.Accept],
    };

    private static async Task StrikeAsync(ServingProgram program, List<PhoneScript>[] queues, int answers)
    {
        var count = 0;
        await Race.RunAsync(Workers, async worker =>
        {
            try
            {
                foreach (var script in queues[worker])
                    await RunAsync(script, program, Answered);
                return true;
            }
            catch (HttpRequestException exception) when (exception.StatusCode is null && count >= answers)
            {
                return false;
            }
        });
        program.Kill();
        await program.EndAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"Killed after {count} answers, for {answers}; {queues.SelectMany(q => q).Count(e => e.Possible is not null)} messages had none.");

        void Answered()
        {
            if (Interlocked.Increment(ref count) == answers)
                program.Kill();
        }
    }

    // The first messages to a program that is still cold can hold the database for longer than others are made to wait.
    private static async Task RunAsync(PhoneScript script, ServingProgram program, Action answered)
    {
        for (var left = Resends; ; left--)
        {
            try
            {
                await script.RunAsync(program, answered);
                return;
            }
            catch (HttpRequestException failed) when (failed.StatusCode is not null)
            {
                if (left == 0)
                    throw new InvalidOperationException(program.Output, failed);
            }
        }
    }
}
