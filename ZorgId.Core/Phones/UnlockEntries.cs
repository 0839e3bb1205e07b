using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>
/// An app is opened many times a day, and the log is kept for years. So only the first unlock in an hour is an entry.
/// Those after it are counted in the phone's row, and the next entry that tells of the phone carries their number.
/// </summary>
internal static class UnlockEntries
{
    /// <summary>How long the unlocks after an entry are only counted.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>
    /// Counts an unlock. The caller has written to the phone's row in this transaction, so nobody else counts at the same time.
    /// </summary>
    /// <returns>Whether this unlock is to be an entry.</returns>
    public static async Task<bool> CountAsync(PortalDb db, PhoneId id, DateTime now, CancellationToken cancellation)
    {
        var rows = db.Phones.Where(p => p.Id == id);
        var loggedAt = await rows.Select(p => p.UnlockLoggedAt).SingleAsync(cancellation);
        // An entry from the future was written before the clock was set back, and tells nothing about the present.
        if (loggedAt is { } at && at <= now && now < at + Period)
        {
            await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.UnloggedUnlocks, p => p.UnloggedUnlocks + 1), cancellation);
            return false;
        }

        await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.UnlockLoggedAt, now), cancellation);
        return true;
    }

    /// <summary>
    /// Takes how many unlocks were counted since the last entry of this phone, as the detail of the next one. Null where there were none.
    /// </summary>
    public static async Task<string?> TakeCountAsync(PortalDb db, PhoneId id, CancellationToken cancellation)
    {
        var rows = db.Phones.Where(p => p.Id == id);
        var count = await rows.Select(p => p.UnloggedUnlocks).SingleAsync(cancellation);
        if (count == 0)
            return null;
        await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.UnloggedUnlocks, 0), cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"UnlocksBefore {count}");
    }
}
