namespace ZorgId.Core.Persistence;

/// <summary>One thing that a database holds besides rows, as its catalogue tells it.</summary>
/// <param name="Kind">As in: the trigger.</param>
/// <param name="Table">The table that it belongs to.</param>
/// <param name="Definition">It is the same for two objects that are the same.</param>
internal sealed record SchemaObject(string Kind, string Table, string Name, string Definition)
{
    /// <summary>Compares what a database holds with what this program makes.</summary>
    /// <exception cref="TamperedSchemaException">They are not the same.</exception>
    public static void MustBeTheSame(IReadOnlyCollection<SchemaObject> found, IReadOnlyCollection<SchemaObject> expected)
    {
        var (here, made) = (found.ToLookup(o => o.Key), expected.ToLookup(o => o.Key));
        if (found.FirstOrDefault(o => !made.Contains(o.Key)) is { } foreign)
            throw new TamperedSchemaException($"it holds {foreign}");
        if (expected.FirstOrDefault(o => !here.Contains(o.Key)) is { } missing)
            throw new TamperedSchemaException($"it lacks {missing}");
        var changed = expected.FirstOrDefault(o =>
            here[o.Key].Any(other => other.Definition != o.Definition) || here[o.Key].Count() != made[o.Key].Count());
        if (changed is not null)
            throw new TamperedSchemaException($"it has another definition of {changed}");
    }

    public (string Kind, string Table, string Name) Key => (Kind, Table, Name);

    public override string ToString() => Table.Length == 0 || Table == Name ? $"the {Kind} {Name}" : $"the {Kind} {Name} of {Table}";
}
