using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core.Persistence;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;

namespace ZorgId.Tests.Support;

/// <summary>What browsers and the operator do, on any host; what phones do is <see cref="PhoneDriver"/>'s.</summary>
public static class PortalDriver
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static T Get<T>(this IPortalHost host)
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Reads or writes rows, as no use case would.</summary>
    public static async Task<T> QueryAsync<T>(this IPortalHost host, Func<PortalDb, Task<T>> query)
    {
        await using var db = await host.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Cancellation);
        return await query(db);
    }

    /// <summary>Does to the database what no use case does.</summary>
    /// <param name="sql">As <see cref="Sql"/> takes it.</param>
    public static Task ExecuteAsync(this IPortalHost host, string sql) => host.QueryAsync(db => db.ExecuteSqlOfEitherAsync(sql));

    /// <summary>The operator adds an administrator, or gives them a new QR.</summary>
    public static async Task<TestQr> AddAdministratorAsync(this IPortalHost host, NewAdministrator wanted) =>
        TestQr.Parse((await host.Get<AddAdministrator>().ExecuteAsync(wanted, Cancellation)).Opened!.QrText);

    /// <param name="browser">That shows the QR; <see cref="TestPortal.Browser"/> where it is left out.</param>
    public static async Task<TestQr> OpenLoginAsync(this IPortalHost host, PortalEnvironment environment = PortalEnvironment.Productie, Requester? browser = null)
    {
        var sid = await host.Get<OpenLogin>().ExecuteAsync(environment, browser ?? TestPortal.Browser, Cancellation);
        return await host.LoginQrAsync(sid!.Value.Value);
    }

    /// <summary>The QR that a login's dialog shows now.</summary>
    public static async Task<TestQr> LoginQrAsync(this IPortalHost host, string sid) =>
        TestQr.Parse((await host.Get<ViewLogin>().ExecuteAsync(ParseSid(sid), Cancellation)).QrText!);

    /// <summary>The typed code that the screen with this QR shows when asked; null where it shows none.</summary>
    public static Task<ShownTypedCode?> ShowTypedCodeAsync(this IPortalHost host, TestQr qr) =>
        host.Get<ShowTypedCode>().ExecuteAsync(ParseSid(qr.Sid), qr.ToString(), TestPortal.Browser, Cancellation);

    /// <summary>The same, and there must be one.</summary>
    public static async Task<string> MustShowTypedCodeAsync(this IPortalHost host, TestQr qr) => (await host.ShowTypedCodeAsync(qr))!.Code.ToString();

    public static Task CancelAsync(this IPortalHost host, TestQr qr) => host.Get<CancelSession>().ExecuteAsync(ParseSid(qr.Sid), Cancellation);

    /// <summary>The browser of an accepted login takes it up.</summary>
    public static Task<PortalSessionKey?> SignInAsync(this IPortalHost host, TestQr qr) =>
        host.Get<SignIn>().ExecuteAsync(ParseSid(qr.Sid), host.EnvironmentOf(qr), TestPortal.Browser, Cancellation);

    /// <summary>Where a QR's origin leads.</summary>
    public static PortalEnvironment EnvironmentOf(this IPortalHost host, TestQr qr)
    {
        var origins = host.Get<PortalOrigins>();
        return Enum.GetValues<PortalEnvironment>().Single(environment => origins[environment] == qr.Origin);
    }

    /// <summary>Logs in with a phone, from QR to portal session.</summary>
    public static async Task<PortalSessionKey> LogInAsync(this IPortalHost host, TestPhone phone)
    {
        var environment = await host.QueryAsync(db => db.Phones.Where(p => p.Kid == phone.Kid).Select(p => p.Environment).SingleAsync(Cancellation));
        var qr = await host.OpenLoginAsync(environment);
        await host.AcceptAsync(phone, qr);
        return (await host.SignInAsync(qr))!.Value;
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static SessionId ParseSid(string text) => SessionId.TryParse(text, out var sid) ? sid : throw new FormatException($"'{text}' is no sid.");
}
