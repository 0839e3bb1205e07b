using ZorgId.Core.Keys;
using ZorgId.Tests.Core.Scope;

namespace ZorgId.Tests.Core.Keys;

public sealed class KeysScopedCases : ScopedCases
{
    public override IEnumerable<ScopedCase> All =>
    [
        new(typeof(ServerKeys), ByOperator, _ => OutOfReachAsync<ServerKeys>()),
    ];
}
