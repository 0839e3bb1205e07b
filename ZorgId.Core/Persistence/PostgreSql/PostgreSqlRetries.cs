using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>Asks again where the connection was lost: a server that is started anew is back within a second or two.</summary>
internal sealed class PostgreSqlRetries(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, MostRetries, LongestDelay)
{
    // At once, and three times after up to a second: less together than a phone waits for its answer.
    private const int MostRetries = 4;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    protected override bool ShouldRetryOn(Exception exception) => TransientFault.Is(exception);
}
