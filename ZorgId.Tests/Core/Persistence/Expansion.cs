using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Whether a migration only expands, so that the program of the release before goes on beside it (ADR 14).</summary>
internal static class Expansion
{
    /// <summary>What would break an older program; nothing that is not known to be harmless is let through.</summary>
    public static IReadOnlyList<string> FindBreaches(IReadOnlyList<MigrationOperation> operations)
    {
        var newTables = operations.OfType<CreateTableOperation>().Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return [.. operations.Select(o => FindBreach(o, newTables)).OfType<string>()];
    }

    private static string? FindBreach(MigrationOperation operation, HashSet<string> newTables) => operation switch
    {
        CreateTableOperation table => table.ForeignKeys.FirstOrDefault(k => !newTables.Contains(k.PrincipalTable) && !LetsGo(k)) is { } key
            ? $"{key.Name} would keep an older program from deleting rows of {key.PrincipalTable}" : null,
        AddColumnOperation column => newTables.Contains(column.Table) || CanBeLeftOut(column)
            ? null : $"{column.Table}.{column.Name} is not null without a value for a default, and an older program does not fill it in",
        CreateIndexOperation index => newTables.Contains(index.Table) || !index.IsUnique
            ? null : $"{index.Name} is unique, and an older program may write what it forbids",
        AlterColumnOperation column => IsLonger(column) ? null : $"{column.Table}.{column.Name} is changed otherwise than to hold longer texts",
        InsertDataOperation data => newTables.Contains(data.Table) ? null : $"rows are written to {data.Table}, which an older program reads",
        _ => $"{operation.GetType().Name} is none of the operations that expand",
    };

    private static bool LetsGo(AddForeignKeyOperation key) => key.OnDelete is ReferentialAction.Cascade or ReferentialAction.SetNull;

    // An older program that is started beside it takes no expression for harmless (PostgreSqlExpansion).
    private static bool CanBeLeftOut(AddColumnOperation column) =>
        (column.IsNullable || column.DefaultValue is not null) && column.DefaultValueSql is null && column.ComputedColumnSql is null;

    private static bool IsLonger(AlterColumnOperation column) =>
        column.OldColumn.MaxLength is { } before && (column.MaxLength is null || column.MaxLength >= before)
        && column.ClrType == typeof(string) && column.OldColumn.ClrType == typeof(string)
        && column.IsNullable == column.OldColumn.IsNullable && column.Collation == column.OldColumn.Collation
        && Equals(column.DefaultValue, column.OldColumn.DefaultValue) && column.DefaultValueSql == column.OldColumn.DefaultValueSql;
}
