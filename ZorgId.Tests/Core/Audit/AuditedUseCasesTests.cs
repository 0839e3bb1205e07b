using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>Whatever changes something tells the log, in full.</summary>
public sealed class AuditedUseCasesTests
{
    // Long ago, so that the pruning among them is one that the database itself lets through.
    private static readonly DateTimeOffset Start = new(2010, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<AuditedCase> All = [.. AuditedCases.OfAllRooms.SelectMany(room => room.All)];

    private static readonly IReadOnlyList<AuditedCase> Silent = [.. AuditedCases.OfAllRooms.SelectMany(room => room.SilentWriters)];

    public static TheoryData<string> Cases => [.. All.Select(c => $"{c.UseCase.Name}, {c.Case}")];

    public static TheoryData<string> SilentWriters => [.. Silent.Select(c => c.UseCase.Name)];

    // Both environments share these, so their entries name neither.
    private static readonly AuditAction[] OfTheInstallation = [AuditAction.LogPruned, AuditAction.DatabaseRestored, AuditAction.DatabaseMoved, AuditAction.KeysRewrapped];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Execute_OfAUseCaseThatWrites_TellsWhatWhenWhoForWhomAndFromWhere(string name)
    {
        var scene = await AuditScene.StartAsync(Start);
        await using var portal = scene.Portal;
        var scenario = All.Single(c => $"{c.UseCase.Name}, {c.Case}" == name).Scenario;
        var (act, lines) = await scenario(scene);
        var before = await portal.HeadAsync();
        portal.Transactions.Cancellable.Clear();

        await act();

        MustNotBreakOff(portal);
        var told = await portal.LogAsync(before);
        Assert.Equal(await lines(), told.Select(AuditLine.Of));
        Assert.All(told, e => Assert.Equal((portal.Now, OfTheInstallation.Contains(e.Action) ? null : PortalEnvironment.Productie), (e.At, e.Environment)));
        Assert.Null((await portal.Get<VerifyAudit>().ExecuteAsync(mark: null, AuditScene.Cancellation)).Fault);
    }

    [Theory]
    [MemberData(nameof(SilentWriters))]
    public async Task Execute_OfAUseCaseThatIsSilent_WritesAndLeavesTheHeadWhereItWas(string name)
    {
        var scene = await AuditScene.StartAsync(Start);
        await using var portal = scene.Portal;
        var (act, _) = await Silent.Single(c => c.UseCase.Name == name).Scenario(scene);
        var (head, version) = (await portal.HeadAsync(), await portal.DataVersionAsync());
        portal.Transactions.Cancellable.Clear();

        await act();

        MustNotBreakOff(portal);

        Assert.NotEqual(version, await portal.DataVersionAsync());
        Assert.Equal(head, await portal.HeadAsync());
    }

    // On SQLite others are committed with it, and it must go on to its end (ADR 22).
    private static void MustNotBreakOff(TestPortal portal)
    {
        if (!Sql.IsPostgreSql)
            Assert.Empty(portal.Transactions.Cancellable);
    }

    [Fact]
    public void UseCases_AllThatHoldTheDatabase_AreListed()
    {
        Type[] tools = [typeof(PortalTransactions), typeof(IDbContextFactory<PortalDb>), typeof(RenewLog)];
        var holders = typeof(PortalOrigins).Assembly.GetTypes()
            .Where(t => t.Namespace is { } room && !room.StartsWith(typeof(PortalDb).Namespace!, StringComparison.Ordinal) && t.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => tools.Contains(p.ParameterType)));

        Assert.Equal(
            holders.Select(t => t.Name).Order(StringComparer.Ordinal),
            All.Select(c => c.UseCase).Distinct().Concat(AuditedCases.OfAllRooms.SelectMany(room => room.Silent).Select(s => s.UseCase)).Select(t => t.Name).Order(StringComparer.Ordinal));
    }
}
