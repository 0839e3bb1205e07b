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
    /// Counts an unlock, whose answer also tells the owner of the wrong PINs before it.
    /// </summary>
    /// <param name="phone">As this transaction has read it.</param>
    /// <returns>Whether this unlock is to be an entry.</returns>
    public static async Task<bool> CountAsync(PortalDb db, Phone phone, DateTime now, CancellationToken cancellation)
    {
        var rows = db.Phones.Where(p => p.Id == phone.Id);
        // An entry from the future was written before the clock was set back, and tells nothing about the present.
        if (phone.UnlockLoggedAt is { } at && at <= now && now < at + Period)
        {
            await rows.ExecuteUpdateAsync(
                set => set.SetProperty(p => p.UntoldWrongPins, 0).SetProperty(p => p.UnloggedUnlocks, p => p.UnloggedUnlocks + 1),
                cancellation);
            return false;
        }

        await rows.ExecuteUpdateAsync(
            set => set.SetProperty(p => p.UntoldWrongPins, 0).SetProperty(p => p.UnlockLoggedAt, now), cancellation);
        return true;
    }

    /// <summary>
    /// Takes how many unlocks were counted since the last entry of this phone, as the detail of the next one. Null where there were none.
    /// </summary>
    /// <param name="phone">As this transaction has read it.</param>
    public static async Task<string?> TakeCountAsync(PortalDb db, Phone phone, CancellationToken cancellation)
    {
        var count = phone.UnloggedUnlocks;
        if (count == 0)
            return null;
        await db.Phones.Where(p => p.Id == phone.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.UnloggedUnlocks, 0), cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"UnlocksBefore {count}");
    }
}
