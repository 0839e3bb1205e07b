namespace ZorgId.Tests.Support;

/// <summary>The row of one of the protocol's tables that a test is for.</summary>
/// <param name="table">The endpoint that the table belongs to: <c>claim</c> or <c>decision</c>.</param>
/// <param name="row">The row's first cell, word for word.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ProtocolRowAttribute(string table, string row) : Attribute
{
    public string Table { get; } = table;

    public string Row { get; } = row;
}
