using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>The result of a PIN try.</summary>
/// <param name="Refusal">Null where the PIN is right.</param>
/// <param name="IsCounted">The PIN is wrong and was not counted before, so the log has to tell of it.</param>
/// <param name="Untold">With a right PIN: the wrong PINs before it that the owner has not been told of.</param>
public readonly record struct PinVerdict(Refusal? Refusal, bool IsCounted, WrongPinsBefore Untold = default);

/// <summary>Wrong PINs, and when the last one was.</summary>
public readonly record struct WrongPinsBefore(int Count, DateTime? LastAt);

/// <summary>
/// Checks the proof of a PIN. The try is counted in the row before the proof is looked at, in the caller's transaction,
/// so that parallel guesses wait for each other and no more than <see cref="Phone.PinTries"/> of them are ever looked at.
/// </summary>
public sealed class PinCheck(PinProtection protection, TimeProvider time)
{
    /// <summary>Checks a PIN. The caller must commit, whatever the verdict.</summary>
    /// <param name="db">A context with a transaction of its own.</param>
    /// <param name="phone">The phone whose PIN it is.</param>
    /// <param name="nonce">What the proof was made for.</param>
    /// <param name="mac">The proof, 32 octets.</param>
    public async Task<PinVerdict> CheckAsync(PortalDb db, Phone phone, string nonce, byte[] mac, CancellationToken cancellation)
    {
        if (await ReserveAsync(db, phone.Id, cancellation) is not { } row)
            return new(new(await FindRefusalAsync(db, phone, cancellation) ?? RefusalReason.PinBlocked), IsCounted: false);

        var rows = db.Phones.Where(p => p.Id == phone.Id);
        var now = time.UtcNow();
        if (PinKey.Proves(protection.Unprotect(phone.PinOwner, row.ProtectedPinKey), nonce, mac))
        {
            await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, 0).SetProperty(p => p.LastUsedAt, now), cancellation);
            if (row.LastUsedAt?.ToHours() != now.ToHours())
                await SeeAsync(db, phone.AccountId, now.ToHours(), cancellation);
            return new(null, IsCounted: false, new(row.UntoldWrongPins, row.UntoldWrongPins > 0 ? row.LastWrongPin : null));
        }

        var tryHash = WrongPin.HashOf(nonce, mac);
        var isRepeated = await db.WrongPins.AnyAsync(w => w.PhoneId == phone.Id && w.TryHash == tryHash, cancellation);
        var since = now - Phone.PinDay;
        var today = await db.WrongPins.CountAsync(w => w.PhoneId == phone.Id && w.At > since, cancellation);
        if (isRepeated)
        {
            await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, p => p.PinFailures - 1), cancellation);
        }
        else
        {
            db.WrongPins.Add(new(phone.Id, tryHash, now));
            today++;
            await rows.ExecuteUpdateAsync(
                set => set.SetProperty(p => p.UntoldWrongPins, p => p.UntoldWrongPins + 1).SetProperty(p => p.LastWrongPinAt, now),
                cancellation);
            if (today >= Phone.PinTriesADay)
                await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, Phone.PinTries), cancellation);
        }

        var inARow = await rows.Select(p => p.PinFailures).SingleAsync(cancellation);
        var left = Math.Min(Phone.PinTries - inARow, Phone.PinTriesADay - today);
        return new(left > 0 ? new(RefusalReason.PinIncorrect, AttemptsLeft: left) : new(RefusalReason.PinBlocked), !isRepeated);
    }

    // Counting and reading are one statement: the PIN may have been changed since the phone was read.
    private static async Task<ReservedTry?> ReserveAsync(PortalDb db, PhoneId id, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<ReservedTry>(
            $"""
            UPDATE "Phones" SET "PinFailures" = "PinFailures" + 1
            WHERE "Id" = {id.Value} AND "State" = {nameof(PhoneState.Active)} AND "PinFailures" < {Phone.PinTries}
            RETURNING "ProtectedPinKey", "UntoldWrongPins", "LastWrongPinAt", "LastUsedAt"
            """).ToListAsync(cancellation)).SingleOrDefault();

    private static Task<int> SeeAsync(PortalDb db, AccountId account, DateTime hour, CancellationToken cancellation) => db.Accounts
        .Where(a => a.Id == account)
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, hour), cancellation);

    // The phone may have been blocked or revoked since its message was authenticated.
    private static async Task<RefusalReason?> FindRefusalAsync(PortalDb db, Phone phone, CancellationToken cancellation) =>
        (await db.Phones.AsNoTracking().Include(p => p.Account).SingleAsync(p => p.Id == phone.Id, cancellation)).Refusal;

    private sealed record ReservedTry(byte[] ProtectedPinKey, int UntoldWrongPins, DateTime? LastWrongPinAt, DateTime? LastUsedAt)
    {
        // No converter of the model is used for SQL of one's own, and SQLite does not store the kind of a time.
        public DateTime? LastWrongPin => LastWrongPinAt is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;
    }
}
