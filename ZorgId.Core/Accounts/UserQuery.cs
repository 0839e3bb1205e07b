namespace ZorgId.Core.Accounts;

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
/// <param name="Search">Words of which a name has each, or one date of birth (<c>1985-03-09</c>); at most <see cref="SearchLength"/> characters are looked at.</param>
/// <param name="Status">Those of this status only.</param>
/// <param name="Page">0 and up.</param>
/// <param name="PageSize">1 to <see cref="LargestPage"/>.</param>
public sealed record UserQuery(
    string? Search = null, AccountStatus? Status = null, UserOrder Order = UserOrder.Name, bool Descending = false, int Page = 0, int PageSize = 25)
{
    public const int LargestPage = 100;
    public const int SearchLength = 100;
}
