namespace ZorgId.Core.Common;

public readonly record struct AccountId(Guid Value)
{
    public static AccountId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));
}
