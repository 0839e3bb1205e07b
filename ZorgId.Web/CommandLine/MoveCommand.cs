using System.CommandLine;

namespace ZorgId.Web.CommandLine;

/// <summary><c>move</c>: from one machine's SQLite to a PostgreSQL that several nodes share.</summary>
internal static class MoveCommand
{
    private static readonly Option<string> To = new("--to")
    {
        Description = "The connection string of an empty PostgreSQL database. "
            + "Its password may stand in the environment variable PGPASSWORD instead, which others on this machine cannot see.",
        HelpName = "\"Host=…;Database=…;Username=…\"",
        Required = true,
    };

    public static Command Create(CommandHost host)
    {
        var move = new Command(
            "move",
            "Carries all of the SQLite database that the settings name into a PostgreSQL database, compares what arrived, "
            + "and proves its log there. Stop the server first. "
            + "All of it arrives or none: broken off, it can be given again. The SQLite database stays as it is.")
        {
            To,
        };
        move.SetAction((parsed, cancellation) =>
            MoveDatabase.RunAsync(host, parsed.GetRequiredValue(To), parsed.InvocationConfiguration, cancellation));
        return move;
    }
}
