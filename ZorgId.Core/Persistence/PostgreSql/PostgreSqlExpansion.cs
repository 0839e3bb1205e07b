using System.Globalization;
using System.Text.RegularExpressions;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>
/// What a newer program may have added to this one's schema (ADR 14). Only a row tells that there is a newer program, and
/// whoever can write to the database can write that row. So nothing is let through here that the database evaluates when this
/// program reads or writes. (A new table's foreign key can keep rows of this program from being deleted: SECURITY.md says so.)
/// </summary>
internal static partial class PostgreSqlExpansion
{
    private const string OrdinaryTable = "r p f f";
    private const string OrdinarySequence = "S p f f";

    /// <summary>The catalogue without the additions that are allowed, so that it can be compared with this program's.</summary>
    /// <param name="found">The catalogue of the database.</param>
    /// <param name="expected">The catalogue that this program makes.</param>
    public static List<SchemaObject> TakeOut(IEnumerable<SchemaObject> found, IReadOnlyCollection<SchemaObject> expected)
    {
        var made = expected.ToLookup(o => o.Key);
        var tables = expected.Where(o => o.Kind == "table").Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. found.Where(o => made.Contains(o.Key) || !Expands(o, tables))
                .Select(o => made[o.Key].FirstOrDefault(before => IsLonger(before, o)) ?? o),
        ];
    }

    private static bool Expands(SchemaObject added, HashSet<string> tables) => added.Kind switch
    {
        // Only the program's own schema is allowed, and a name of another has a dot. A child table is not,
        // because its parent would have its rows too.
        "table" => added.Definition == OrdinaryTable && !added.Name.Contains('.', StringComparison.Ordinal),
        "sequence" => added.Definition == OrdinarySequence && !added.Name.Contains('.', StringComparison.Ordinal),
        "column" => !tables.Contains(added.Table) || ColumnToLeaveOut().IsMatch(added.Definition),
        // An index on an expression is not allowed, because the expression would be evaluated for each row that is written.
        "index" => !tables.Contains(added.Table)
            || (added.Definition.StartsWith("CREATE INDEX ", StringComparison.Ordinal)
                && added.Definition.EndsWith(" t", StringComparison.Ordinal)),
        "constraint" => !tables.Contains(added.Table),
        _ => false,
    };

    private static bool IsLonger(SchemaObject before, SchemaObject after)
    {
        if (before.Kind != "column"
            || Text().Match(before.Definition) is not { Success: true } was
            || Text().Match(after.Definition) is not { Success: true } now)
        {
            return false;
        }

        return was.Groups["rest"].Value == now.Groups["rest"].Value && Length(was) <= Length(now);
    }

    private static int Length(Match text) =>
        text.Groups["length"] is { Success: true } length ? int.Parse(length.ValueSpan, CultureInfo.InvariantCulture) : int.MaxValue;

    // The column is nullable or has a default, which must be a value: an expression would be evaluated for each row.
    [GeneratedRegex(
        """^[^;]+(?:; [^; ]+)?"""
            + """(?:(?:; not null)?; default (?:true|false|[0-9.]+|(?:'(?:[^']|'')*'|NULL)(?:::[a-z ]+(?:\([0-9]+\))?)?))?$""",
        RegexOptions.NonBacktracking)]
    private static partial Regex ColumnToLeaveOut();

    [GeneratedRegex("""^(?:text|character varying(?:\((?<length>[0-9]{1,9})\))?)(?<rest>;.*)?$""", RegexOptions.NonBacktracking)]
    private static partial Regex Text();
}
