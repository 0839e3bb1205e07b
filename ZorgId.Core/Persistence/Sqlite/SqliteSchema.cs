using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.Sqlite;

/// <summary>
/// Holds the whole of <c>sqlite_master</c> against that of a database in memory, which this program has made just now. A file
/// that somebody has changed may hold a trigger that undoes what is written, or a view in a table's place.
/// </summary>
internal static partial class SqliteSchema
{
    // What `ANALYZE` leaves, for SQLite's planner only.
    private static readonly string[] Statistics = ["sqlite_stat1", "sqlite_stat4"];

    // To SQLite. Others, such as the one that does not break, are letters of a name.
    private const string Blanks = " \t\r\n\f";

    private static readonly Lazy<Task<List<SchemaObject>>> Expected = new(MakeAsync);

    /// <param name="db">A database with this program's schema and guards.</param>
    /// <exception cref="TamperedSchemaException">It holds something else, too, or not all of it.</exception>
    public static async Task CheckAsync(PortalDb db, CancellationToken cancellation) =>
        SchemaObject.MustBeTheSame(await ReadAsync(db, cancellation), await Expected.Value);

    private static async Task<List<SchemaObject>> MakeAsync()
    {
        await using var memory = new SqliteConnection("Data Source=:memory:");
        await memory.OpenAsync();
        await using var db = new PortalDb(new DbContextOptionsBuilder<PortalDb>().UseSqlite(memory).Options);
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

    // Line ends are those of the machine that the program was built on. What is quoted, and what parts two words, is meant.
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
