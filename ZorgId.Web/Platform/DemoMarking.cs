using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;
using ZorgId.Web.Platform.Settings;

namespace ZorgId.Web.Platform;

/// <summary>Keeps demo and real apart: a demo's database is never served as a portal, nor a portal's as a demo.</summary>
public sealed class DemoMarking(IDbContextFactory<PortalDb> databases, PortalTransactions transactions)
{
    /// <exception cref="SettingsException">The database is a demo's and this portal is none, or the reverse.</exception>
    public async Task CheckAsync(bool isDemo, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var isMarked = await db.DemoMarks.AnyAsync(cancellation);
        if (isMarked && !isDemo)
        {
            throw new SettingsException(
                "This database was made by demo mode and is not served as a portal: name another in ConnectionStrings:Portal, or set "
                + "Demo:Enabled to true.");
        }

        if (!isMarked && isDemo && await db.Organisations.AnyAsync(cancellation))
        {
            throw new SettingsException(
                "This database belongs to a real portal and is not used for a demo: name another in ConnectionStrings:Portal, or set "
                + "Demo:Enabled to false.");
        }
    }

    /// <summary>The address that the demo was last served at, or null.</summary>
    public async Task<string?> FindAddressAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (await db.DemoMarks.AsNoTracking().SingleOrDefaultAsync(cancellation))?.Address;
    }

    /// <summary>Marks the database as a demo's, served at this address.</summary>
    public Task MarkAsync(string address, CancellationToken cancellation) => transactions.RunAsync(
        async (db, cancellation) =>
        {
            await db.DemoMarks.ExecuteDeleteAsync(cancellation);
            db.DemoMarks.Add(new(DemoMark.OnlyId, address));
            return true;
        },
        cancellation);

    /// <summary>Marks a database that has no mark yet, so that it can never be served as a portal.</summary>
    public async Task MarkFirstAsync(string address, CancellationToken cancellation)
    {
        if (await FindAddressAsync(cancellation) is null)
            await MarkAsync(address, cancellation);
    }
}
