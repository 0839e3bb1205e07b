namespace ZorgId.Core.Audit;

/// <summary>Reads an entry of the log from a row as the database holds it.</summary>
internal static class StoredEntry
{
    /// <summary>The columns, for a query on "AuditEntries" as <c>e</c>.</summary>
    public const string Columns =
        """
        e."Id", e."At", e."Environment", e."Action", e."Outcome", e."Party", e."Actor", e."OnBehalfOf", e."Subject", e."Organisation",
        e."Client", e."SessionId", e."Detail", e."Mac"
        """;

    public const int ColumnCount = 14;

    private const int At = 1;
    private const int Action = 3;
    private const int Detail = 12;
    private const int Mac = 13;

    // Ids are I, times T and texts S; in small letters those that may be missing.
    private const string Kinds = "ITsSSSiiiisss";

    /// <summary>Brings a stored entry into its canonical text.</summary>
    /// <param name="first">The index of the first of <see cref="Columns"/>.</param>
    /// <param name="text">Holds the entry afterwards.</param>
    /// <param name="mac">Is filled with the entry's MAC.</param>
    /// <returns>False where the entry is not stored as the program stores it.</returns>
    public static bool TryRead(StoredRow row, int first, EntryText text, Span<byte> mac)
    {
        var to = text.Begin();
        for (var i = 0; i < Kinds.Length; i++)
        {
            var column = first + i;
            if (row.IsMissing(column))
            {
                if (char.IsUpper(Kinds[i]))
                    return false;
                to.AddMissing();
                continue;
            }

            var isStored = char.ToUpperInvariant(Kinds[i]) switch
            {
                'I' => row.TryAddId(column, to),
                'T' => row.TryAddTime(column, to),
                _ => row.TryAddText(column, to),
            };
            if (!isStored)
                return false;
        }

        return row.TryRead(first + Mac, mac);
    }

    /// <summary>What happened, by its stored name.</summary>
    public static string? ReadAction(StoredRow row, int first) => row.ReadText(first + Action);

    public static string? ReadDetail(StoredRow row, int first) => row.ReadText(first + Detail);

    /// <summary>When the entry was written, where it is stored as the program stores it.</summary>
    public static DateTime? ReadTime(StoredRow row, int first) => row.ReadTime(first + At);
}
