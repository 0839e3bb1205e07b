using System.Globalization;
using System.Text.RegularExpressions;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>
/// What a newer program may have made of this one's schema (ADR 14). That there is one is known by a row only, which who can
/// write to the database can write: so nothing is let through here that is worked out with what this program reads and writes.
/// (A new table's foreign key can keep rows of this program from being deleted: SECURITY.md says so.)
/// </summary>
internal static partial class PostgreSqlExpansion
{
    private const string OrdinaryTable = "r p f f";
    private const string OrdinarySequence = "S p f f";

    /// <summary>The catalogue as it was before the expansion, if it is no more than that.</summary>
    /// <param name="found">The database's.</param>
    /// <param name="expected">This program's.</param>
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
        // Of the program's own schema: another's stands before the name. A child's rows would be its parent's too.
        "table" => added.Definition == OrdinaryTable && !added.Name.Contains('.', StringComparison.Ordinal),
        "sequence" => added.Definition == OrdinarySequence && !added.Name.Contains('.', StringComparison.Ordinal),
        "column" => !tables.Contains(added.Table) || ColumnToLeaveOut().IsMatch(added.Definition),
        // An expression would be worked out with each row that is written.
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

    // Nullable, or with a default; and that a value, since an expression would be worked out with each row.
    [GeneratedRegex(
        """^[^;]+(?:; [^; ]+)?"""
            + """(?:(?:; not null)?; default (?:true|false|[0-9.]+|(?:'(?:[^']|'')*'|NULL)(?:::[a-z ]+(?:\([0-9]+\))?)?))?$""",
        RegexOptions.NonBacktracking)]
    private static partial Regex ColumnToLeaveOut();

    [GeneratedRegex("""^(?:text|character varying(?:\((?<length>[0-9]{1,9})\))?)(?<rest>;.*)?$""", RegexOptions.NonBacktracking)]
    private static partial Regex Text();
}
