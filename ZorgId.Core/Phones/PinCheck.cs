using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>
/// Checks a PIN's proof. A try is reserved in the row before the proof is looked at, in the caller's transaction, so that
/// parallel guesses wait for each other and no more than <see cref="Phone.PinTries"/> of them are ever looked at.
/// </summary>
public sealed class PinCheck(PinProtection protection, TimeProvider time)
{
    /// <summary>Null where the PIN is right; otherwise the refusal. The caller must commit either way.</summary>
    /// <param name="db">A context with a transaction of its own.</param>
    /// <param name="phone">The phone whose PIN it is.</param>
    /// <param name="nonce">What the proof was made for.</param>
    /// <param name="mac">The proof, 32 octets.</param>
    public async Task<Refusal?> CheckAsync(PortalDb db, Phone phone, string nonce, byte[] mac, CancellationToken cancellation)
    {
        var rows = db.Phones.Where(p => p.Id == phone.Id);
        var reserved = await rows.Where(p => p.State == PhoneState.Active && p.PinFailures < Phone.PinTries)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, p => p.PinFailures + 1), cancellation);
        if (reserved == 0)
            return new(RefusalReason.PinBlocked);

        if (PinKey.Proves(protection.Unprotect(phone.ProtectedPinKey), nonce, mac))
        {
            var now = time.GetUtcNow().UtcDateTime;
            await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, 0).SetProperty(p => p.LastUsedAt, now), cancellation);
            return null;
        }

        var tryHash = WrongPin.HashOf(nonce, mac);
        if (await db.WrongPins.AnyAsync(w => w.PhoneId == phone.Id && w.TryHash == tryHash, cancellation))
            await rows.ExecuteUpdateAsync(set => set.SetProperty(p => p.PinFailures, p => p.PinFailures - 1), cancellation);
        else
            db.WrongPins.Add(new(phone.Id, tryHash, time.GetUtcNow().UtcDateTime));

        var left = Phone.PinTries - await rows.Select(p => p.PinFailures).SingleAsync(cancellation);
        return left > 0 ? new(RefusalReason.PinIncorrect, AttemptsLeft: left) : new(RefusalReason.PinBlocked);
    }
}
