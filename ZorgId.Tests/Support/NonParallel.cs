namespace ZorgId.Tests.Support;

/// <summary>Tests that look at the whole process, such as its memory: no other runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NonParallel
{
    public const string Name = "NonParallel";
}
