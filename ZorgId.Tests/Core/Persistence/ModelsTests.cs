using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>One model, two sets of migrations.</summary>
[Trait("Stores", "nothing")]
public sealed class ModelsTests
{
    private static readonly PortalDb Sqlite = new(new DbContextOptionsBuilder<PortalDb>().UseSqlite("Data Source=nowhere").Options);
    private static readonly PostgreSqlPortalDb PostgreSql = new(new DbContextOptionsBuilder<PostgreSqlPortalDb>().UseNpgsql("Host=nowhere").Options);

    [Fact]
    public void Migrations_OfEither_LeaveNothingOfTheModelOut()
    {
        Assert.False(Sqlite.Database.HasPendingModelChanges());
        Assert.False(PostgreSql.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Models_OfBoth_HaveTheSameTablesColumnsKeysAndIndexes()
    {
        var (sqlite, postgreSql) = (Describe(Sqlite), Describe(PostgreSql));

        Assert.Equal(sqlite, postgreSql);
        Assert.Contains(sqlite, line => line.StartsWith("AuditEntries.Client: True 200", StringComparison.Ordinal));
        Assert.Contains(sqlite, line => line.StartsWith("index UX_Phones_AccountId_Living", StringComparison.Ordinal));
    }

    private static List<string> Describe(PortalDb db) =>
    [
        .. db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.SelectMany(t => (string[])
        [
            .. t.Columns.Select(c => $"{t.Name}.{c.Name}: {c.IsNullable} {c.PropertyMappings[0].Property.GetMaxLength()}"),
            .. t.UniqueConstraints.Select(k => $"key {k.Name}: {Names(k.Columns)}"),
            .. t.ForeignKeyConstraints.Select(k => $"foreign {k.Name}: {Names(k.Columns)} {k.PrincipalTable.Name} {Names(k.PrincipalColumns)} {k.OnDeleteAction}"),
            .. t.Indexes.Select(i => $"index {i.Name} of {t.Name}: {Names(i.Columns)} {i.IsUnique} {i.Filter}"),
        ]).Order(StringComparer.Ordinal),
    ];

    private static string Names(IEnumerable<IColumn> columns) => string.Join(' ', columns.Select(c => c.Name));
}
