namespace ZorgId.Core.Common;

public readonly record struct PhoneId(Guid Value)
{
    public static PhoneId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));
}
