using ZorgId.Core.Keys;
using ZorgId.Tests.Core.Audit;

namespace ZorgId.Tests.Core.Keys;

public sealed class KeysAuditedCases : AuditedCases
{
    public override IEnumerable<(Type UseCase, string Why)> Silent =>
    [
        (typeof(ServerKeys), "Keys of the whole portal; nobody's."),
    ];
}
