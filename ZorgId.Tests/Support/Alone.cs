namespace ZorgId.Tests.Support;

/// <summary>Tests that look at the whole process, such as its memory: no other runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
