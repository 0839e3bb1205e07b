using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>A use case that writes, and what it is made to do.</summary>
/// <param name="Scenario">Makes the act, to be done once all before it is written; and what the log must tell of it.</param>
public sealed record AuditedCase(Type UseCase, string Case, Func<AuditScene, Task<(Func<Task> Act, Func<Task<AuditLine[]>> Lines)>> Scenario);

/// <summary>Those of one room of the core. They stand beside its tests, and are found by themselves.</summary>
public abstract class AuditedCases
{
    protected const string WrongPin = "11223";

    public static IReadOnlyList<AuditedCases> OfAllRooms { get; } =
        [.. typeof(AuditedCases).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AuditedCases))).Select(t => (AuditedCases)Activator.CreateInstance(t)!)];

    /// <summary>What writes, and all that the log must tell of it.</summary>
    public virtual IEnumerable<AuditedCase> All => [];

    /// <summary>What writes and leaves no entry, or not in this case, as it is done.</summary>
    public virtual IEnumerable<AuditedCase> SilentWriters => [];

    /// <summary>What holds the database and leaves no entry, and why.</summary>
    public virtual IEnumerable<(Type UseCase, string Why)> Silent => [];

    protected static (Func<Task>, Func<Task<AuditLine[]>>) Plan(Func<Task> act, params AuditLine[] lines) => (act, () => Task.FromResult(lines));

    protected static async Task<(TestQr Qr, string Nonce)> ClaimedLoginAsync(AuditScene s)
    {
        var qr = await s.Portal.OpenLoginAsync();
        return (qr, await s.Portal.MustClaimAsync(s.Phone, qr));
    }
}
