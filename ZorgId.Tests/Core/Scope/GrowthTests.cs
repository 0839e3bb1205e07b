using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Scope;

/// <summary>What one person does costs the same however many people there are: no query of it reads a whole table of them.</summary>
public sealed class GrowthTests
{
    // The log's head, and PostgreSQL's own: they do not grow with the people.
    private static readonly string[] OfOneRow = ["\"AuditHeads\"", "pg_"];

    [Fact]
    public async Task MainJob_EachQuery_GoesByIndexes()
    {
        await using var portal = await TestPortal.StartAsync();
        var phone = await portal.SeedAdministratorAsync();

        var asked = await portal.Commands.RecordAsync(async () =>
        {
            var actor = (await portal.FindActorAsync(await portal.LogInAsync(phone)))!;
            await portal.SeedSignerAsync(actor);
            Assert.Answered(await portal.UnlockAsync(phone, portal.NewNonce()));
        });

        var queries = asked.Where(a => a.Sql.Contains("SELECT", StringComparison.Ordinal) && !OfOneRow.Any(table => a.Sql.Contains(table, StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(queries);
        var slow = new List<string>();
        foreach (var (sql, parameters) in queries)
        {
            var plan = (await portal.PlanAsync(sql, parameters)).Split('\n');
            if (Sql.IsPostgreSql ? plan.Any(step => step.Contains("Seq Scan", StringComparison.Ordinal)) : ReadsATable(plan))
                slow.Add($"{sql}\n{string.Join('\n', plan)}");
        }

        Assert.True(slow.Count == 0, string.Join("\n\n", slow));
    }

    // SQLite names a part of the query that it works out first; to go through what that found is no scan of a table.
    private static bool ReadsATable(string[] plan)
    {
        var parts = plan.Where(step => step.StartsWith("CO-ROUTINE ", StringComparison.Ordinal) || step.StartsWith("MATERIALIZE ", StringComparison.Ordinal))
            .Select(step => step.Split(' ')[1]);
        return plan.Where(step => step.StartsWith("SCAN ", StringComparison.Ordinal)).Select(step => step.Split(' ')[1]).Except(["CONSTANT", .. parts], StringComparer.Ordinal).Any();
    }
}
