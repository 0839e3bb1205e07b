using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Persistence;

/// <summary>Each start looks at the whole schema: what somebody put into a database, to change what the portal reads and writes, is not served.</summary>
public sealed class TamperedSchemaTests
{
    private static readonly Dictionary<string, (string Sql, string Undo)> OfSqlite = new()
    {
        // What an attack was made with: wrong PINs are never counted.
        ["the trigger forget"] = ("CREATE TRIGGER forget AFTER UPDATE OF PinFailures ON Phones BEGIN UPDATE Phones SET PinFailures = 0; END;", ""),
        ["the view Everyone"] = ("CREATE VIEW Everyone AS SELECT * FROM Accounts;", ""),
        ["the table Others"] = ("ALTER TABLE Accounts RENAME TO Others; CREATE VIEW Accounts AS SELECT * FROM Others;", ""),
        ["the table Things"] = ("CREATE TABLE Things (Id INTEGER PRIMARY KEY);", ""),
        ["the index IX_Phones_Things"] = ("CREATE INDEX IX_Phones_Things ON Phones (DeviceName);", ""),
        ["the index UX_Phones_Kid"] = ("DROP INDEX UX_Phones_Kid;", ""),
        ["the table Phones"] = ("ALTER TABLE Phones ADD COLUMN Extra TEXT DEFAULT 'x';", ""),
        // Blanks mean something within quotes, and between words.
        ["the index UX_Phones_AccountId_Living"] = (
            """DROP INDEX UX_Phones_AccountId_Living; CREATE UNIQUE INDEX "UX_Phones_AccountId_Living" ON "Phones" ("AccountId") WHERE "State" <> 'Rev oked';""", ""),
        ["the table Memberships"] = (
            """PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, '"Role" TEXT NOT NULL', '"Role" TEXTNOT NULL') WHERE name = 'Memberships';""", ""),
    };

    private static readonly Dictionary<string, (string Sql, string Undo)> OfPostgreSql = new()
    {
        ["the trigger forget of Phones"] = (
            """CREATE TRIGGER forget BEFORE UPDATE ON "Phones" FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();""", """DROP TRIGGER forget ON "Phones";"""),
        ["the function forget"] = ("CREATE FUNCTION forget() RETURNS int LANGUAGE sql AS 'SELECT 1';", "DROP FUNCTION forget();"),
        ["the rule forget of WrongPins"] = ("""CREATE RULE forget AS ON INSERT TO "WrongPins" DO INSTEAD NOTHING;""", """DROP RULE forget ON "WrongPins";"""),
        ["the view Everyone"] = ("""CREATE VIEW "Everyone" AS SELECT * FROM "Accounts";""", """DROP VIEW "Everyone";"""),
        ["the table Children"] = ("""CREATE TABLE "Children" () INHERITS ("Memberships");""", """DROP TABLE "Children";"""),
        ["the policy forget of Phones"] = ("""CREATE POLICY forget ON "Phones";""", """DROP POLICY forget ON "Phones";"""),
        ["the table Phones"] = ("""ALTER TABLE "Phones" ENABLE ROW LEVEL SECURITY;""", """ALTER TABLE "Phones" DISABLE ROW LEVEL SECURITY;"""),
        ["the column PinFailures of Phones"] = ("""ALTER TABLE "Phones" ALTER COLUMN "PinFailures" SET DEFAULT 0;""", """ALTER TABLE "Phones" ALTER COLUMN "PinFailures" DROP DEFAULT;"""),
        ["the right of PUBLIC to DELETE on WrongPins"] = ("""GRANT DELETE ON "WrongPins" TO PUBLIC;""", """REVOKE ALL ON "WrongPins" FROM PUBLIC;"""),
        ["the right of PUBLIC to SELECT on Accounts"] = ("""GRANT SELECT ("GivenName") ON "Accounts" TO PUBLIC;""", """REVOKE ALL ("GivenName") ON "Accounts" FROM PUBLIC;"""),
        ["the right of PUBLIC to CREATE on schema public"] = ("GRANT CREATE ON SCHEMA public TO PUBLIC;", "REVOKE CREATE ON SCHEMA public FROM PUBLIC;"),
        ["the right of PUBLIC to SELECT on what is yet to be made"] = (
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;", "ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC;"),
        ["the subscription forget"] = (
            "CREATE SUBSCRIPTION forget CONNECTION '' PUBLICATION forget WITH (connect = false, slot_name = NONE, enabled = false);", "DROP SUBSCRIPTION forget;"),
        ["the table elsewhere.things"] = ("CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.things (id int);", "DROP SCHEMA elsewhere CASCADE;"),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Changes => [.. (Sql.IsPostgreSql ? OfPostgreSql : OfSqlite).Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Start_SchemaThatSomebodyChanged_IsRefusedAndNamesWhat(string what)
    {
        await using var portal = await TestPortal.StartAsync();
        var (sql, undo) = (Sql.IsPostgreSql ? OfPostgreSql : OfSqlite)[what];
        await portal.RunSqlAsync(sql);
        try
        {
            var refusal = await Assert.ThrowsAsync<TamperedSchemaException>(() => StartAsync(portal));
            Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            // A test may get this database that comes later.
            if (undo.Length > 0)
                await portal.RunSqlAsync(undo);
        }
    }

    [Fact]
    public async Task Start_Again_FindsItsOwnSchema()
    {
        await using var portal = await TestPortal.StartAsync();

        await StartAsync(portal);
        await StartAsync(portal);
    }

    /// <summary>An operator's: a role that reads, and what tells another server of changes.</summary>
    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task Start_RightsOfANamedRoleAndAPublication_AreLetBe()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.RunSqlAsync("""GRANT SELECT ON ALL TABLES IN SCHEMA public TO pg_monitor; CREATE PUBLICATION copies FOR TABLE "Phones";""");
        try
        {
            await StartAsync(portal);
        }
        finally
        {
            await portal.RunSqlAsync("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM pg_monitor; DROP PUBLICATION copies;");
        }
    }

    private static Task StartAsync(TestPortal portal) => portal.Get<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, Cancellation);
}
