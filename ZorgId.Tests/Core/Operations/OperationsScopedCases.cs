using ZorgId.Core.Operations;
using ZorgId.Tests.Core.Scope;

namespace ZorgId.Tests.Core.Operations;

public sealed class OperationsScopedCases : ScopedCases
{
    public override IEnumerable<ScopedCase> All =>
    [
        new(typeof(TellMove), ByOperator, _ => OutOfReachAsync<TellMove>()),
        new(typeof(SettleRestored), ByOperator, _ => OutOfReachAsync<SettleRestored>()),
    ];
}
