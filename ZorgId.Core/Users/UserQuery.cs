namespace ZorgId.Core.Users;

public enum UserOrder
{
    /// <summary>Family name without its prefixes, then given name.</summary>
    Name,
    BirthDate,
    Organisation,
    Status,
    RegisteredAt,
}

/// <summary>What an overview asks for.</summary>
/// <param name="Search">
/// Words, each of which must be found in the name (up to four: each in another word of it), a date of birth or the year or
/// month of one, or both; as people type them. At most <see cref="SearchLength"/> characters are looked at.
/// </param>
/// <param name="Status">Those of this status only.</param>
/// <param name="Page">0 to <see cref="LastPage"/>.</param>
/// <param name="PageSize">1 to <see cref="LargestPage"/>.</param>
public sealed record UserQuery(
    string? Search = null,
    UserStatus? Status = null,
    UserOrder Order = UserOrder.Name,
    bool Descending = false,
    int Page = 0,
    int PageSize = 25)
{
    public const int LargestPage = 100;

    /// <summary>The last page whose rows can be counted.</summary>
    public const int LastPage = (int.MaxValue / LargestPage) - 1;

    public const int SearchLength = 100;
}
