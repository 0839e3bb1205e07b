using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>What became of a try.</summary>
/// <param name="Refusal">Null where the PIN is right.</param>
/// <param name="IsCounted">A wrong PIN that was not counted before: what the log has to tell.</param>
public readonly record struct PinVerdict(Refusal? Refusal, bool IsCounted);

/// <summary>
/// Checks a PIN's proof. A try is reserved in the row before the proof is looked at, in the caller's transaction, so that
/// parallel guesses wait for each other and no more than <see cref="Phone.PinTries"/> of them are ever looked at.
/// </summary>
public sealed class PinCheck(PinProtection protection, TimeProvider time)
{
    /// <summary>Looks at a PIN. The caller must commit, whatever the verdict.</summary>
    /// <param name="db">A context with a transaction of its own.</param>
    /// <param name="phone">The phone whose PIN it is.</param>
    /// <param name="nonce">What the proof was made for.</param>
    /// <param name="mac">The proof, 32 octets.</param>
    public async Task<PinVerdict> CheckAsync(PortalDb db, Phone phone, string nonce, byte[] mac, CancellationToken cancellation)
    {
        var rows = db.Phones.Where(p => p.Id == phone.Id);
        var reserved = await rows.Where(p => p.State == PhoneState.Active && p.PinFailures < Phone.PinTries)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, p => p.PinFailures + 1), cancellation);
        if (reserved == 0)
            return new(new(await StandingAsync(db, phone, cancellation) ?? RefusalReason.PinBlocked), IsCounted: false);

        // Of now, not of when the message was let in: the PIN may have been changed since.
        var pinKey = protection.Unprotect(await rows.Select(p => p.ProtectedPinKey).SingleAsync(cancellation));
        if (PinKey.Proves(pinKey, nonce, mac))
        {
            var now = time.UtcNow();
            await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, 0).SetProperty(p => p.LastUsedAt, now), cancellation);
            return default;
        }

        var tryHash = WrongPin.HashOf(nonce, mac);
        var isRepeated = await db.WrongPins.AnyAsync(w => w.PhoneId == phone.Id && w.TryHash == tryHash, cancellation);
        if (isRepeated)
            await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, p => p.PinFailures - 1), cancellation);
        else
            db.WrongPins.Add(new(phone.Id, tryHash, time.UtcNow()));

        var left = Phone.PinTries - await rows.Select(p => p.PinFailures).SingleAsync(cancellation);
        return new(left > 0 ? new(RefusalReason.PinIncorrect, AttemptsLeft: left) : new(RefusalReason.PinBlocked), !isRepeated);
    }

    // It may have been blocked or revoked since its message was let in.
    private static async Task<RefusalReason?> StandingAsync(PortalDb db, Phone phone, CancellationToken cancellation) =>
        (await db.Phones.AsNoTracking().Include(p => p.Account).SingleAsync(p => p.Id == phone.Id, cancellation)).Standing;
}
