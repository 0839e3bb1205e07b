
namespace ZorgId.Tests.Core.Scope;

/// <summary>A use case, why it is no way into another organisation, and an attempt at it.</summary>
/// <param name="Attempt">Tries, asserts the refusal, and returns whatever came back.</param>
public sealed record ScopedCase(Type UseCase, string Why, Func<ScopeScene, Task<object?>> Attempt);

/// <summary>Those of one room of the core. They stand beside its tests, and are found by themselves.</summary>
public abstract class ScopedCases
{
    protected const string ByActor = "It takes the key of a portal session, finds out whose that is, and looks whether what it touches is theirs.";
    protected const string ByPhone = "It takes a signed message: who it is for follows from the key, and what it is about from a secret that the phone has scanned or got.";
    protected const string ByDialog = "The sid is 128 random bits, known to the dialog that opened the session and to the phone that scanned it.";
    protected const string ByCookie = "The key is 256 random bits, in the cookie of one browser.";
    protected const string ByOperator = "For who has the machine: no page and no message leads to it.";
    protected const string BySweep = "It looks at the clock, takes nothing from anyone and returns a number.";

    public abstract IEnumerable<ScopedCase> All { get; }

    /// <summary>Those of every room.</summary>
    public static IReadOnlyList<ScopedCase> OfAllRooms { get; } =
    [
        .. typeof(ScopedCases).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ScopedCases)))
            .Select(t => (ScopedCases)Activator.CreateInstance(t)!).SelectMany(cases => cases.All),
    ];

    protected static Task<object?> OutOfReachAsync<T>()
    {
        Assert.Empty(Reach.Of(typeof(T)));
        return Task.FromResult<object?>(null);
    }

    protected static async Task<object?> SweepAsync(Task<int> sweep)
    {
        Assert.Equal(0, await sweep);
        return null;
    }
}
