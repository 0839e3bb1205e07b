using System.CommandLine;
using System.Globalization;
using ZorgId.Core.Audit;
using ZorgId.Core.Operations;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary><c>restored</c>: prepares a database that was restored with its server's own tools (ADR 15).</summary>
internal static class RestoredCommand
{
    private static readonly Option<AuditMark?> Head = AuditCommand.CreateHead(
        "A head that the server told before the backup was made: the restored log must hold that entry.");

    private static readonly Option<AuditMark?> Replaced = AuditCommand.CreateHead(
        "The last head that the server told before the restore. It is noted in the log: "
        + "whoever audits sees that what came after the backup is gone.",
        "--replaced");

    public static Command Create(CommandHost host)
    {
        var restored = new Command(
            "restored",
            "Proves the log of a PostgreSQL database that pg_restore has put back, and settles it: "
            + "whoever was logged in then is logged out, and no QR of then opens anything. "
            + "Before the first node is started. Given again, it does no harm.")
        {
            Head, Replaced,
        };
        restored.SetAction((parsed, cancellation) => host.RunAsync(
            DatabaseUse.Write,
            parsed.InvocationConfiguration,
            portal => SettleAsync(portal, parsed.GetValue(Head), parsed.GetValue(Replaced), parsed.InvocationConfiguration, cancellation)));
        return restored;
    }

    private static async Task<int> SettleAsync(
        IHost host,
        AuditMark? head,
        AuditMark? replaced,
        InvocationConfiguration console,
        CancellationToken cancellation)
    {
        if (host.Services.GetRequiredService<PortalSettings>().Database.File is not null)
        {
            throw new SettingsException(
                "restored settles a PostgreSQL database; an SQLite database is put back with restore, which does that too.");
        }

        // Its entries would have no place in a log that goes on under a new id.
        if (await host.Services.GetRequiredService<PostgreSqlNodes>().FindOneAsync(cancellation) is { } address)
            throw new SettingsException($"A node serves this database from {address}: stop every node before restored.");
        await MustBeKnownAsync(host.Services.GetRequiredService<DatabaseLineage>(), cancellation);
        var verdict = await host.Services.GetRequiredService<VerifyAudit>().ExecuteAsync(head, cancellation);
        if (verdict.Fault is not null)
            return await AuditCommand.TellBrokenAsync(verdict, console);
        await host.Services.GetRequiredService<SettleRestored>().ExecuteAsync(replaced, isUnsigned: false, cancellation);
        var now = await host.Services.GetRequiredService<ViewAuditHead>().ExecuteAsync(cancellation);
        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.Count} entries of the log were proven, and the database may be served. Audit head {now}."));
        return 0;
    }

    // An older node may serve beside a newer one, which has checked the database. A database that comes from a dump has no newer node
    // beside it, so nobody would have checked what only a newer node knows.
    private static async Task MustBeKnownAsync(DatabaseLineage lineage, CancellationToken cancellation)
    {
        try
        {
            await lineage.CheckAsync(cancellation);
        }
        catch (InvalidDataException exception)
        {
            throw new SettingsException($"The database may not be served: {exception.Message}");
        }
    }
}
