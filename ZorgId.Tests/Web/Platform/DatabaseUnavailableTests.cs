using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ZorgId.Web.Platform;

namespace ZorgId.Tests.Web.Platform;

[Trait("Stores", "nothing")]
public sealed class DatabaseUnavailableTests
{
    public static TheoryData<Exception> Outages() =>
    [
        new SqliteException("database is locked", 5),
        new DbUpdateException("not saved", new SqliteException("disk full", 13)),
        new InvalidOperationException("likely due to a transient failure", new SqliteException("away", 14)),
        new CryptographicException("the key ring", new InvalidOperationException("away", new TimeoutException())),
        new TimeoutException(),
    ];

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public void IsDatabaseUnavailable_TheDatabaseDidNotAnswer_However_IsTrue(Exception exception) => Assert.True(exception.IsDatabaseUnavailable());

    public static TheoryData<Exception> Mistakes() =>
    [
        new InvalidOperationException("Sequence contains no elements"),
        new FormatException(),
        new InvalidOperationException("wrong", new FormatException()),
        new CryptographicException("tampered with"),
        new OperationCanceledException(),
    ];

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void IsDatabaseUnavailable_AMistakeOfOurs_IsFalse(Exception exception) => Assert.False(exception.IsDatabaseUnavailable());
}
