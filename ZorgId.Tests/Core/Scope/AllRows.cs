using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Scope;

/// <summary>The whole database as text, to see whether anything was written.</summary>
internal static class AllRows
{
    /// <summary>All but the logins that nobody has claimed: those are nobody's.</summary>
    public static Task<string> ReadAsync(TestPortal portal) => portal.QueryAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var all = new StringBuilder();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Distinct(StringComparer.Ordinal))
            all.AppendLine(table).AppendJoin('\n', await RowsAsync(connection, $"SELECT * FROM \"{table}\" {(table == "QrSessions" ? "WHERE \"AccountId\" IS NOT NULL" : "")}"));
        return all.ToString();
    });

    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words, and the names of tables.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] octets ? Convert.ToHexString(octets) : $"{reader.GetValue(i)}")));
        // PostgreSQL keeps them in no order.
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
