using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Compares the whole of <c>sqlite_master</c> with that of a database in memory, which this program has made just now.
/// A file that somebody has changed may hold a trigger that undoes what is written, or a view in place of a table.
/// </summary>
internal static partial class SqliteSchema
{
    // `ANALYZE` makes these tables, which only SQLite's planner uses.
    private static readonly string[] Statistics = ["sqlite_stat1", "sqlite_stat4"];

    // SQLite takes these for blanks. Others, such as the no-break space, are letters of a name to it.
    private const string Blanks = " \t\r\n\f";

    private static Task<List<SchemaObject>>? _expected;

    /// <param name="db">A database with this program's schema and append-only triggers.</param>
    /// <exception cref="TamperedSchemaException">It holds something else as well, or not all of it.</exception>
    public static async Task CheckAsync(PortalDb db, CancellationToken cancellation) =>
        SchemaObject.MustBeTheSame(await ReadAsync(db, cancellation), await (_expected ??= MakeAsync(db)));

    // The options are those of the other context, so that EF Core does not build its model a second time.
    private static async Task<List<SchemaObject>> MakeAsync(PortalDb like)
    {
        await using var memory = new SqliteConnection("Data Source=:memory:");
        await memory.OpenAsync();
        var options = new DbContextOptionsBuilder<PortalDb>(like.GetService<DbContextOptions<PortalDb>>()).UseSqlite(memory).Options;
        await using var db = new PortalDb(options);
        await db.Database.MigrateAsync();
        await SqliteTriggers.PutUpAsync(db, CancellationToken.None);
        return await ReadAsync(db, CancellationToken.None);
    }

    private static async Task<List<SchemaObject>> ReadAsync(PortalDb db, CancellationToken cancellation)
    {
        var all = await db.Database.SqlQuery<SchemaObject>(
            $"""
            SELECT type AS "Kind", tbl_name AS "Table", name AS "Name", coalesce(sql, '') AS "Definition" FROM sqlite_master
            """).ToListAsync(cancellation);
        return
        [
            .. all.Where(o => o.Kind != "table" || !Statistics.Contains(o.Name, StringComparer.Ordinal))
                .Select(o => o with { Definition = Tidy(o.Definition) }),
        ];
    }

    // Line ends depend on the machine that built the program, so blanks are made alike, but not in quoted text; two words stay apart.
    private static string Tidy(string sql) => QuotedOrBlank().Replace(sql.Trim([.. Blanks]), part => part.Value switch
    {
        ['\'' or '"' or '`' or '[', ..] quoted => quoted,
        var blank when blank.AsSpan().Trim(Blanks) is [var sign] => sign.ToString(),
        _ => " ",
    });

    [GeneratedRegex(
        """'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[ \t\r\n\f]*[(),][ \t\r\n\f]*|[ \t\r\n\f]+""",
        RegexOptions.NonBacktracking)]
    private static partial Regex QuotedOrBlank();
}
