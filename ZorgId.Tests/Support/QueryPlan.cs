using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ZorgId.Tests.Support;

/// <summary>Whether a query goes by indexes, whatever the machine: it is asked of the database's own planner.</summary>
internal static class QueryPlan
{
    /// <summary>How the database goes about a query, a line a step.</summary>
    public static Task<string> PlanAsync(this TestPortal portal, string sql, DbParameter[] parameters) => portal.QueryAsync(async db =>
    {
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        // PostgreSQL reads a small table as a whole, if it is let.
        if (Sql.IsPostgreSql)
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off", TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The portal's own words.
        command.CommandText = $"{(Sql.IsPostgreSql ? "EXPLAIN" : "EXPLAIN QUERY PLAN")} {sql}";
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        await using var steps = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = new List<string>();
        while (await steps.ReadAsync(TestContext.Current.CancellationToken))
            plan.Add(steps.GetString(Sql.IsPostgreSql ? 0 : 3));
        return string.Join('\n', plan);
    });
}
