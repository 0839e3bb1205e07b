namespace ZorgId.Core.Persistence;

/// <summary>One row that marks a database that demo mode made. Such a database is never served as a real portal.</summary>
/// <param name="Id">Always 1.</param>
/// <param name="Address">The address that the demo was last served at, so that the command line can name it in a QR.</param>
public sealed record DemoMark(int Id, string Address)
{
    public const int OnlyId = 1;
}
