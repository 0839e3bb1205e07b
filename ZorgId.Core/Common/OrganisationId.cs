namespace ZorgId.Core.Common;

public readonly record struct OrganisationId(Guid Value)
{
    public static OrganisationId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));
}
