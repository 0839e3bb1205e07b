using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core;
using ZorgId.Core.Persistence;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Crash;

/// <summary>The program is killed while it makes or changes its database, and started on what is left.</summary>
public sealed class MigrationCrashTests
{
    // About as many as the making of a database costs.
    private const int MostChanges = 40;

    // So many kills, and a database has had all its migrations: the next begins anew.
    private const int KillsPerDatabase = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Start_KilledWhileItMakesTheDatabase_ServesWithTheWholeSchema() => KillAsync(_ => Task.CompletedTask, _ => Task.CompletedTask);

    [Fact]
    public Task Start_KilledWhileItChangesAnOlderDatabase_ServesWithTheWholeSchemaAndWhatWasThere() => KillAsync(
        async database =>
        {
            SharedCertificate.LayBeside(database.Path);
            await using var services = new ServiceCollection().AddZorgIdCore(new DatabaseSource(DatabaseProvider.SQLite, $"{database.ConnectionString};Pooling=False")).BuildServiceProvider();
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
            await db.GetService<IMigrator>().MigrateAsync("Initial", Cancellation);
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO Organisations (Id, Environment, Name, Ura) VALUES ('019AB000-0000-7000-8000-000000000001', 'Productie', 'Apotheek', '01234567')",
                Cancellation);
        },
        async database => Assert.Equal(["Apotheek"], await SqliteTestDatabase.QueryAsync(database.Path, "SELECT Name FROM Organisations")));

    private static async Task KillAsync(Func<SqliteTestDatabase, Task> prepare, Func<SqliteTestDatabase, Task> check)
    {
        var random = Kills.TakeRandom();
        using var untouched = await SqliteTestDatabase.CreateAsync();
        var schema = await ReadSchemaAsync(untouched);
        for (var left = Kills.DuringMigration; left > 0; left -= KillsPerDatabase)
        {
            using var database = new SqliteTestDatabase();
            await prepare(database);
            for (var kill = 0; kill < Math.Min(left, KillsPerDatabase); kill++)
                await Kills.DuringStartAsync(database, random.Next(1, MostChanges));

            using (var program = await ServingProgram.StartAsync(database.ConnectionString))
            {
                await (await program.GetAsync("/mobile/v1/environment")).MustJsonAsync();
                Assert.Equal(["ok"], await SqliteTestDatabase.QueryAsync(database.Path, "PRAGMA integrity_check"));
                Assert.Equal(schema, await ReadSchemaAsync(database));
                await check(database);
            }
        }
    }

    // Tables, indexes and the log's guards, as SQLite keeps them.
    private static Task<IReadOnlyList<string>> ReadSchemaAsync(SqliteTestDatabase database) =>
        SqliteTestDatabase.QueryAsync(database.Path, "SELECT COALESCE(sql, name) FROM sqlite_master ORDER BY type, name");
}
