using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ZorgId.Core.Audit;
using ZorgId.Core.Operations;
using ZorgId.Core.Persistence;
using ZorgId.Core.Persistence.PostgreSql;
using ZorgId.Core.Persistence.Sqlite;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Machine;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.CommandLine;

/// <summary>Carries out <c>move</c>: proves the log here, copies the rows, then proves the log and opens the keys there.</summary>
internal static class MoveDatabase
{
    public static Task<int> RunAsync(CommandHost host, string to, InvocationConfiguration console, CancellationToken cancellation) =>
        Startup.GuardAsync(() => MoveAsync(host, to, console, cancellation), console.Error);

    private static async Task MoveAsync(CommandHost host, string to, InvocationConfiguration console, CancellationToken cancellation)
    {
        var builder = host.CreateBuilder();
        var settings = builder.ReadSettings();
        if (settings.Database.File is not { } file)
        {
            throw new SettingsException(
                "move goes from SQLite to PostgreSQL, and Database:Provider says that this portal has PostgreSQL already.");
        }

        CommandHost.MustBeThere(file);
        if (DatabaseSettings.FindPostgreSql(to) is not { } target)
        {
            throw new StartRefusedException(
                "--to must name a PostgreSQL database, such as \"Host=db.example;Database=zorgid;Username=zorgid\".");
        }

        StorageCheck.Check(settings);

        using var here = OpenHere(builder, settings, file);
        using var there = OpenThere(host.CreateBuilder(), settings.On(target));
        var moved = await CarryAsync(here, there, cancellation);

        // The next node that starts will have to open the database in the same way, so a failure is found now.
        await there.PrepareDatabaseAsync();
        if (!moved.IsTold)
            await there.Services.GetRequiredService<TellMove>().ExecuteAsync(moved.Head, cancellation);
        var verdict = await there.Services.GetRequiredService<VerifyAudit>().ExecuteAsync(mark: null, cancellation);
        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{moved.Rows} rows {(moved.IsNew ? "were moved" : "had been moved already")}, "
            + $"and {verdict.Count} entries of the log were proven there. "
            + $"Audit head {verdict.Head}. Now set Database:Provider to PostgreSQL, ConnectionStrings:Portal to that database, "
            + $"and Keys:Certificate to a copy of {settings.KeyFile.Path}, on every node."));
    }

    private static async Task<MovedRows> CarryAsync(WebApplication here, WebApplication there, CancellationToken cancellation)
    {
        await here.PrepareDatabaseAsync();
        var verify = here.Services.GetRequiredService<VerifyAudit>();
        try
        {
            AuditCommand.MustHold(await verify.ExecuteAsync(mark: null, cancellation));
            await there.Services.GetRequiredService<IDatabaseEngine>().StartAsync(() => Task.CompletedTask, cancellation);
            var move = new DatabaseMove(
                here.Services.GetRequiredService<IDbContextFactory<PortalDb>>(),
                there.Services.GetRequiredService<NpgsqlDataSource>());
            return await move.ExecuteAsync(
                async db => AuditCommand.MustHold(await verify.VerifyAsync(db, mark: null, cancellation)),
                ProgressLine.Show,
                cancellation);
        }
        catch (Exception exception)
            when (exception is InvalidDataException or DbException or DbUpdateException or RetryLimitExceededException
                or TimeoutException or NewerDatabaseException)
        {
            throw new SettingsException($"Nothing was moved: {Startup.FindDatabaseError(exception).Message}");
        }
        catch (OperationCanceledException)
        {
            throw new SettingsException("Nothing was moved: it was broken off.");
        }
    }

    private static WebApplication OpenHere(WebApplicationBuilder builder, PortalSettings settings, string file)
    {
        builder.Services.AddPortalCore(settings);
        var host = builder.Build();
        // What another process wrote here from now on would be lost.
        if (!host.Services.GetRequiredService<DatabaseInUse>().TryHaveAlone(file))
        {
            ((IDisposable)host).Dispose();
            throw CommandHost.InUse(file, "move");
        }

        return host;
    }

    private static WebApplication OpenThere(WebApplicationBuilder builder, PortalSettings settings)
    {
        builder.Services.AddPortalCore(settings);
        return builder.Build();
    }
}
