using Microsoft.EntityFrameworkCore.Storage;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>Tries again where the connection was lost, because a server that restarts is back within a second or two.</summary>
internal sealed class PostgreSqlRetries(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, MostRetries, LongestDelay)
{
    // The first retry comes at once, and three more after up to a second: together they take less than a phone waits for its answer.
    private const int MostRetries = 4;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    protected override bool ShouldRetryOn(Exception exception) => TransientFault.Is(exception);
}
