namespace ZorgId.Core.Common;

public readonly record struct MembershipId(Guid Value)
{
    /// <param name="now">UTC.</param>
    public static MembershipId New(DateTime now) => new(Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)));
}
