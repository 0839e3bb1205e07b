using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>
/// Compares the database's catalogue with what this program makes. For that it creates its whole schema beside the other, in a
/// transaction that is rolled back. A dump that somebody has changed may bring a trigger or a rule that undoes what is written.
/// </summary>
internal static class PostgreSqlSchema
{
    /// <param name="db">A database with this program's schema and append-only triggers, whose migration lock is held.</param>
    /// <param name="isNewer">
    /// The database says that a newer program has expanded it: additions that are allowed may be there, and
    /// all else must be this program's.
    /// </param>
    /// <exception cref="TamperedSchemaException">It holds something else as well, or not all of it.</exception>
    public static Task CheckAsync(
        PortalDb db, bool isNewer, CancellationToken cancellation) => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var found = await PostgreSqlCatalogue.ReadAsync(db, isOfAll: true, cancellation);
        var expected = await MakeAsync(db, cancellation);
        await transaction.RollbackAsync(cancellation);
        SchemaObject.MustBeTheSame(isNewer ? PostgreSqlExpansion.TakeOut(found, expected) : found, expected);
    });

    private static async Task<List<SchemaObject>> MakeAsync(PortalDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync($"CREATE SCHEMA zorgid_expected", cancellation);
        await db.Database.ExecuteSqlAsync($"SET LOCAL search_path = zorgid_expected", cancellation);
        await using (var make = db.Database.GetDbConnection().CreateCommand())
        {
#pragma warning disable CA2100 // The text comes from the migrations only.
            make.CommandText = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);
#pragma warning restore CA2100
            await make.ExecuteNonQueryAsync(cancellation);
        }

        await PostgreSqlTriggers.PutUpMissingAsync(db, cancellation);
        return await PostgreSqlCatalogue.ReadAsync(db, isOfAll: false, cancellation);
    }
}
