using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>What strangers send: to each endpoint, in each way that is not a known phone's.</summary>
/// <param name="victim">A phone whose kid they know.</param>
internal sealed class StrangersMessages(PortalServer server, TestPhone victim)
{
    private const string Sid = "AAAAAAAAAAAAAAAAAAAAAA";

    // Six who do not give up, and many who come once.
    private const int Insistent = 6;

    private static readonly TestQr Login = new(TestPortal.Productie, TestQr.Login, Sid, "nwzZuUCX_kkpkQ");
    private static readonly TestQr Enrollment = Login with { Kind = TestQr.Enrollment, Code = "BBBBBBBBBBBBBBBBBBBBBA" };

    private readonly TestPhone[] _phones = [.. Enumerable.Range(0, 50).Select(_ => new TestPhone())];

    /// <summary>The address of one who does not give up.</summary>
    public static string InsistentAddress(int number) => $"198.51.100.{number % Insistent}";

    /// <returns>The answer's status.</returns>
    public async Task<HttpStatusCode> SendAsync(int number)
    {
        var address = number % 5 < 4 ? InsistentAddress(number) : $"2001:db8:{number / 65536:x}:{number % 65536:x}::1";
        var (path, message) = Make(number);
        using var client = server.Client(address: address);
        using var content = message is null ? null : PortalServer.Message(message);
        using var answer = await client.PostAsync($"/mobile/v1/{path}", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private (string Path, byte[]? Message) Make(int number) => (number / 5 % 5) switch
    {
        0 => ($"sessions/{Sid}/claim", Sign(number, (phone, qr, change) => phone.Claim(qr, change))),
        1 => ($"sessions/{Sid}/decision", Sign(number, (phone, qr, change) => phone.Accept(qr, Sid, change: change))),
        2 => ("identity", Sign(number, (phone, _, change) => phone.Unlock(TestPortal.Productie, Sid, change: change))),
        3 => ("typed-codes", Sign(number, (phone, qr, change) => phone.TypeCode(
            TestPortal.Productie, (number % 100_000).ToString("D5", CultureInfo.InvariantCulture) + "-00000", hasAccount: qr == Login, change))),
        _ => ("challenges", null),
    };

    private byte[] Sign(int number, Func<TestPhone, TestQr, Action<TestJws>?, byte[]> write) => (number / 25 % 4) switch
    {
        0 => write(_phones[number % _phones.Length], Login, null),
        1 => write(victim, Login, jws => jws.Signer = _ => RandomNumberGenerator.GetBytes(64)),
        2 => RandomNumberGenerator.GetBytes(1 + (number % 8192)),
        _ => write(_phones[number % _phones.Length], Enrollment, null),
    };
}
