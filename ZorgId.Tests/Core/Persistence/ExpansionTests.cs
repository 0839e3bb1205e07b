using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using ZorgId.Core.Persistence.PostgreSql;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>PostgreSQL's migrations, each after the first, by their operations; and that what reads them would notice.</summary>
[Trait("Stores", "nothing")] // No database is asked.
public sealed class ExpansionTests
{
    private const string Provider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    private static readonly AddForeignKeyOperation Restricting = new()
    {
        Name = "FK_Notes_Accounts",
        Table = "Notes",
        PrincipalTable = "Accounts",
        OnDelete = ReferentialAction.Restrict,
    };

    public static TheoryData<string, MigrationOperation[]> Breaking { get; } = new()
    {
        { "drop a table", [new DropTableOperation { Name = "Accounts" }] },
        { "drop a column", [new DropColumnOperation { Table = "Accounts", Name = "Status" }] },
        { "drop an index", [new DropIndexOperation { Table = "Accounts", Name = "IX_Accounts" }] },
        { "drop a foreign key", [new DropForeignKeyOperation { Table = "Phones", Name = "FK" }] },
        { "rename a table", [new RenameTableOperation { Name = "Accounts", NewName = "Users" }] },
        { "rename a column", [new RenameColumnOperation { Table = "Accounts", Name = "Status", NewName = "State" }] },
        { "a column that must be filled in", [new AddColumnOperation { Table = "Accounts", Name = "Mail", ClrType = typeof(string) }] },
        { "a column that is worked out", [new AddColumnOperation { Table = "Accounts", Name = "Mail", ClrType = typeof(string), IsNullable = true, DefaultValueSql = "now()" }] },
        { "to not null", [Alter(isNullable: false, maxLength: 40, wasNullable: true, hadMaxLength: 40)] },
        { "to null, which is read", [Alter(isNullable: true, maxLength: 40, wasNullable: false, hadMaxLength: 40)] },
        { "to shorter", [Alter(isNullable: false, maxLength: 20, wasNullable: false, hadMaxLength: 40)] },
        { "to limited", [Alter(isNullable: false, maxLength: 40, wasNullable: false, hadMaxLength: null)] },
        { "to another type", [new AlterColumnOperation { Table = "Phones", Name = "PinFailures", ClrType = typeof(short), OldColumn = new AddColumnOperation { ClrType = typeof(int) } }] },
        { "a unique index", [new CreateIndexOperation { Table = "Accounts", Name = "IX_Accounts_Name", Columns = ["Name"], IsUnique = true }] },
        { "a unique constraint", [new AddUniqueConstraintOperation { Table = "Accounts", Name = "AK", Columns = ["Name"] }] },
        { "a check", [new AddCheckConstraintOperation { Table = "Accounts", Name = "CK", Sql = "true" }] },
        { "a foreign key", [Restricting] },
        { "a new table that holds on to old rows", [new CreateTableOperation { Name = "Notes", ForeignKeys = { Restricting } }] },
        { "raw SQL", [new SqlOperation { Sql = "SELECT 1" }] },
        { "rows for an old table", [new InsertDataOperation { Table = "Accounts", Columns = ["Id"], Values = new object[,] { { 1 } } }] },
        { "changed rows", [new UpdateDataOperation { Table = "Accounts", KeyColumns = ["Id"], KeyValues = new object[,] { { 1 } }, Columns = ["Status"], Values = new object[,] { { "x" } } }] },
        { "deleted rows", [new DeleteDataOperation { Table = "Accounts", KeyColumns = ["Id"], KeyValues = new object[,] { { 1 } } }] },
    };

    public static TheoryData<string, MigrationOperation[]> Expanding { get; } = new()
    {
        { "a table with its rows and its unique index", [
            new CreateTableOperation
            {
                Name = "Notes",
                ForeignKeys = { new() { Name = "FK_Notes_Accounts", Table = "Notes", PrincipalTable = "Accounts", OnDelete = ReferentialAction.Cascade } },
            },
            new InsertDataOperation { Table = "Notes", Columns = ["Id"], Values = new object[,] { { 1 } } },
            new CreateIndexOperation { Table = "Notes", Name = "IX_Notes", Columns = ["Text"], IsUnique = true }] },
        { "a nullable column", [new AddColumnOperation { Table = "Accounts", Name = "Mail", ClrType = typeof(string), IsNullable = true }] },
        { "a column with a default", [new AddColumnOperation { Table = "Accounts", Name = "Visits", ClrType = typeof(int), DefaultValue = 0 }] },
        { "an index", [new CreateIndexOperation { Table = "Accounts", Name = "IX_Accounts_Mail", Columns = ["Mail"] }] },
        { "longer texts", [Alter(isNullable: false, maxLength: 80, wasNullable: false, hadMaxLength: 40)] },
    };

    [Fact]
    public void Migrations_AfterTheFirst_OnlyExpandOrAreNamedContract()
    {
        using var db = new PostgreSqlPortalDb(new DbContextOptionsBuilder<PostgreSqlPortalDb>().UseNpgsql("Host=nowhere").Options);
        var migrations = db.GetService<IMigrationsAssembly>();
        Assert.EndsWith("_Initial", migrations.Migrations.Keys.First(), StringComparison.Ordinal);

        var breaches = migrations.Migrations.Skip(1)
            .Where(m => !m.Key.Split('_', 2)[1].StartsWith("Contract", StringComparison.Ordinal))
            .SelectMany(m => Expansion.FindBreaches(migrations.CreateMigration(m.Value, Provider).UpOperations).Select(breach => $"{m.Key}: {breach}"));

        Assert.Empty(breaches);
    }

    [Theory]
    [MemberData(nameof(Breaking), DisableDiscoveryEnumeration = true)]
    public void FindBreaches_OfWhatTakesAwayOrNarrows_NamesIt(string what, MigrationOperation[] operations)
    {
        Assert.True(Expansion.FindBreaches(operations).Count == 1, what);
    }

    [Theory]
    [MemberData(nameof(Expanding), DisableDiscoveryEnumeration = true)]
    public void FindBreaches_OfWhatExpands_IsEmpty(string what, MigrationOperation[] operations)
    {
        Assert.True(Expansion.FindBreaches(operations) is [], what);
    }

    private static AlterColumnOperation Alter(bool isNullable, int? maxLength, bool wasNullable, int? hadMaxLength) => new()
    {
        Table = "Accounts",
        Name = "Status",
        ClrType = typeof(string),
        IsNullable = isNullable,
        MaxLength = maxLength,
        OldColumn = new AddColumnOperation { ClrType = typeof(string), IsNullable = wasNullable, MaxLength = hadMaxLength },
    };
}
