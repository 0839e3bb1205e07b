namespace ZorgId.Core;

public readonly record struct AccountId(Guid Value)
{
    public static AccountId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));
}

public readonly record struct OrganisationId(Guid Value)
{
    public static OrganisationId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));
}
