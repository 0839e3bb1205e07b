using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Phones;

/// <summary>Deletes the wrong PINs that no longer count, and the messages whose answer is no longer given again.</summary>
public sealed class ExpirePhoneRows(IDbContextFactory<PortalDb> databases, PortalTransactions transactions, TimeProvider time)
{
    /// <summary>
    /// How long both are kept: an hour longer than a wrong PIN counts, and much longer than an answer is given
    /// again, because a nonce whose use was forgotten would be good once more if the clock were set back.
    /// </summary>
    public static readonly TimeSpan Kept = Phone.PinDay + TimeSpan.FromHours(1);

    /// <returns>How many rows were deleted.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        // This check takes no lock, because mostly there is nothing to delete, and phones want to write.
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if (!await WrongPins(db).AnyAsync(cancellation) && !await Answers(db).AnyAsync(cancellation))
                return 0;
        }

        return await transactions.RunAsync(
            async (db, cancellation) =>
                await WrongPins(db).ExecuteDeleteAsync(cancellation) + await Answers(db).ExecuteDeleteAsync(cancellation),
            cancellation);
    }

    private IQueryable<WrongPin> WrongPins(PortalDb db)
    {
        var before = time.UtcNow() - Kept;
        return db.WrongPins.Where(w => w.At < before);
    }

    private IQueryable<AnsweredMessage> Answers(PortalDb db)
    {
        var before = time.UtcNow() - Kept;
        return db.AnsweredMessages.Where(a => a.At < before);
    }
}
