using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core.Accounts;
using ZorgId.Core.QrSessions;
using ZorgId.Core.Users;
using ZorgId.Tests.Benchmarks.Logins;
using ZorgId.Tests.Support;

[assembly: HostingStartup(typeof(LoginEndpoints))]

namespace ZorgId.Tests.Benchmarks.Logins;

/// <summary>
/// Adds to a process of the portal, which listens on loopback alone, what a browser and the operator do. ASP.NET Core puts it
/// before the program's own requests where <c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c> names this assembly. The process may be
/// another commit's: it must still have the three use cases that are called here, with the same parameters.
/// </summary>
internal sealed class LoginEndpoints : IHostingStartup, IStartupFilter
{
    /// <summary>Opens a login and answers the text of its QR.</summary>
    public const string Login = Root + "/login";

    /// <summary>Adds an administrator, whose number follows, and answers the text of the QR for their phone.</summary>
    public const string Administrator = Root + "/administrators/";

    private const string Root = "/benchmark";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map(Login, branch => branch.Run(async context => await context.Response.WriteAsync(await OpenLoginAsync(context))));
        app.Map(Administrator.TrimEnd('/'), branch => branch.Run(
            async context => await context.Response.WriteAsync(await AddAdministratorAsync(context))));
        next(app);
    };

    private static async Task<string> OpenLoginAsync(HttpContext context)
    {
        var open = context.RequestServices.GetRequiredService<OpenLogin>();
        var view = context.RequestServices.GetRequiredService<ViewLogin>();
        var sid = await open.ExecuteAsync(PortalEnvironment.Productie, TestPortal.Browser, context.RequestAborted);
        return (await view.ExecuteAsync(sid!.Value, context.RequestAborted)).QrText!;
    }

    private static async Task<string> AddAdministratorAsync(HttpContext context)
    {
        var number = int.Parse(context.Request.Path.Value!.TrimStart('/'), CultureInfo.InvariantCulture);
        var person = Seed.Boss with { BirthDate = new BirthDate(1940 + (number / 12), 1 + (number % 12), 1) };
        var add = context.RequestServices.GetRequiredService<AddAdministrator>();
        return (await add.ExecuteAsync(Seed.Administrator(person), context.RequestAborted)).Opened!.QrText;
    }
}
