using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Audit;

/// <summary>Asks a database for rows of the log as it holds them, without EF Core, which would read them as values.</summary>
internal static class LogQuery
{
    /// <param name="sql">The n-th value stands in it as <c>@n</c>, from 0.</param>
    /// <param name="each">Is called for each row, in order, until it returns false.</param>
    public static async Task ReadAsync(
        PortalDb db, string sql, IEnumerable<object> values, Func<StoredRow, bool> each, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandTimeout = db.Database.GetCommandTimeout() ?? command.CommandTimeout;
#pragma warning disable CA2100 // The callers write the text out; the values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var value in values)
                command.Parameters.Add(Parameter(command, value));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var row = StoredRow.Of(reader);
            while (await reader.ReadAsync(cancellation) && each(row))
            {
                // The caller has done all with it.
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static DbParameter Parameter(DbCommand command, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@{command.Parameters.Count}";
        parameter.Value = value;
        return parameter;
    }
}
