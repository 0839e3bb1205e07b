using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using ZorgId.Core.Audit;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>
/// Copies all rows of an SQLite database, unchanged, into an empty PostgreSQL database. It is one
/// transaction, so that all of them arrive or none.
/// </summary>
/// <param name="from">The SQLite database. Nobody may write to it meanwhile.</param>
/// <param name="to">The PostgreSQL database, with this program's schema.</param>
public sealed class DatabaseMove(IDbContextFactory<PortalDb> from, NpgsqlDataSource to)
{
    private const int BatchSize = 500;

    // A statement on a large database may take long.
    private static readonly TimeSpan StatementTimeout = TimeSpan.FromHours(1);

    private static readonly Type[] OfTheLog =
        [typeof(AuditEntry), typeof(AuditLeaf), typeof(AuditSubtree), typeof(AuditPending), typeof(AuditLogStart)];

    private static readonly MethodInfo Copy =
        typeof(DatabaseMove).GetMethod(nameof(CopyAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo Count =
        typeof(DatabaseMove).GetMethod(nameof(CountAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <param name="prove">Checks the target database before the commit; what it throws leaves the target as it was.</param>
    /// <param name="tell">Is told the part that is copied, from 0 to 1.</param>
    /// <exception cref="InvalidDataException">The PostgreSQL database holds something else, or not all rows have arrived.</exception>
    public async Task<MovedRows> ExecuteAsync(Func<PortalDb, Task> prove, Action<double> tell, CancellationToken cancellation)
    {
        await using var source = await from.CreateDbContextAsync(cancellation);
        // This context has no interceptors, because what they do besides saving was done when the rows were first written.
        await using var target = new PostgreSqlPortalDb(new DbContextOptionsBuilder<PostgreSqlPortalDb>().UseNpgsql(to).Options);
        target.Database.SetCommandTimeout(StatementTimeout);
        target.ChangeTracker.AutoDetectChangesEnabled = false;
        var expected = await CountAllAsync(source, cancellation);
        var head = await AuditTree.ReadHeadAsync(source, cancellation);
        await using var transaction = await target.Database.BeginTransactionAsync(cancellation);
        await target.Database.ExecuteSqlAsync($"SET LOCAL idle_in_transaction_session_timeout = 0", cancellation);
        if (!await IsEmptyAsync(target, cancellation))
        {
            var isTold = await IsToldAsync(target, head, cancellation);
            if (!await AreTheSameAsync(target, expected, head, isTold, cancellation))
                throw new InvalidDataException("the PostgreSQL database holds something else already: name an empty one.");
            await prove(target);
            return new(expected.Values.Sum(), IsNew: false, head, isTold);
        }

        await PostgreSqlTriggers.TakeDownAsync(target, cancellation);
        await target.AuditHeads.ExecuteDeleteAsync(cancellation);
        await CopyAllAsync(source, target, expected.Values.Sum(), tell, cancellation);
        if (!await AreTheSameAsync(target, expected, head, isTold: false, cancellation))
            throw new InvalidDataException("not all has arrived.");
        await prove(target);
        await PostgreSqlTriggers.PutUpMissingAsync(target, cancellation);
        await transaction.CommitAsync(cancellation);
        return new(expected.Values.Sum(), IsNew: true, head, IsTold: false);
    }

    private static async Task CopyAllAsync(
        PortalDb source, PortalDb target, long total, Action<double> tell, CancellationToken cancellation)
    {
        var done = 0L;
        foreach (var type in InOrder(source.Model))
            await (Task)Copy.MakeGenericMethod(type.ClrType).Invoke(null, [source, target, (Action<int>)Tell, cancellation])!;
        var keys = target.Model.GetEntityTypes().SelectMany(t => t.FindPrimaryKey()!.Properties);
        foreach (var key in keys.Where(p => p.ValueGenerated == ValueGenerated.OnAdd && p.ClrType == typeof(int)))
            await MoveSequenceAsync(target, key, cancellation);

        void Tell(int count) => tell((double)(done += count) / total);
    }

    private static async Task CopyAsync<T>(PortalDb source, PortalDb target, Action<int> tell, CancellationToken cancellation)
        where T : class
    {
        await foreach (var batch in source.Set<T>().AsNoTracking().AsAsyncEnumerable().Chunk(BatchSize).WithCancellation(cancellation))
        {
            target.Set<T>().AddRange(batch);
            await target.SaveChangesAsync(cancellation);
            target.ChangeTracker.Clear();
            tell(batch.Length);
        }
    }

    // PostgreSQL's sequences must go on behind the rows that were copied.
    private static async Task MoveSequenceAsync(PortalDb target, IProperty key, CancellationToken cancellation)
    {
        var (table, column) = (key.DeclaringType.GetTableName(), key.GetColumnName());
#pragma warning disable EF1002 // Only names from the model are inserted.
        await target.Database.ExecuteSqlRawAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT setval(pg_get_serial_sequence('"{table}"', '{column}'), COALESCE(MAX("{column}"), 0) + 1, false) FROM "{table}";
                """),
            cancellation);
#pragma warning restore EF1002
    }

    // An empty database holds the log's head, too.
    private static async Task<bool> IsEmptyAsync(PortalDb target, CancellationToken cancellation) =>
        (await CountAllAsync(target, cancellation)).All(c => c.Value == 0 || c.Key == typeof(AuditHead))
        && await target.AuditHeads.AllAsync(h => h.Size == 0, cancellation);

    // The log of a database that was moved goes on with an entry that tells of it.
    private static Task<bool> IsToldAsync(PortalDb target, AuditMark head, CancellationToken cancellation)
    {
        var detail = head.ToString();
        return target.AuditEntries.AnyAsync(e => e.Action == AuditAction.DatabaseMoved && e.Detail == detail, cancellation);
    }

    private static async Task<bool> AreTheSameAsync(
        PortalDb target, Dictionary<Type, long> expected, AuditMark head, bool isTold, CancellationToken cancellation)
    {
        var found = await CountAllAsync(target, cancellation);
        if (!isTold)
            return await AuditTree.ReadHeadAsync(target, cancellation) == head && expected.All(e => found[e.Key] == e.Value);
        return await AuditTree.ReadSizeAsync(target, cancellation) + found[typeof(AuditPending)] == head.Size + 1
            && expected.All(e => OfTheLog.Contains(e.Key) || found[e.Key] == e.Value);
    }

    private static async Task<Dictionary<Type, long>> CountAllAsync(PortalDb db, CancellationToken cancellation)
    {
        var counts = new Dictionary<Type, long>();
        foreach (var type in db.Model.GetEntityTypes())
            counts.Add(type.ClrType, await (Task<long>)Count.MakeGenericMethod(type.ClrType).Invoke(null, [db, cancellation])!);
        return counts;
    }

    private static Task<long> CountAsync<T>(PortalDb db, CancellationToken cancellation)
        where T : class => db.Set<T>().LongCountAsync(cancellation);

    // A row that others refer to must be there before them.
    private static IEnumerable<IEntityType> InOrder(IModel model)
    {
        var left = model.GetEntityTypes().ToList();
        while (left.Count > 0)
        {
            var next = left.First(type => type.GetForeignKeys()
                .All(key => key.PrincipalEntityType == type || !left.Contains(key.PrincipalEntityType)));
            left.Remove(next);
            yield return next;
        }
    }
}

/// <summary>What a move has done.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="IsNew">False where an earlier move has copied all of them already.</param>
/// <param name="Head">The head of the log that was moved.</param>
/// <param name="IsTold">Whether the log tells of the move already.</param>
public sealed record MovedRows(long Rows, bool IsNew, AuditMark Head, bool IsTold);
