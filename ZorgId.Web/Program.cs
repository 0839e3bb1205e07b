using ZorgId.Web.App;
using ZorgId.Web.CommandLine;
using ZorgId.Web.Demo;
using ZorgId.Web.Health;
using ZorgId.Web.Hosting;
using ZorgId.Web.Mobile;
using ZorgId.Web.Platform;
using ZorgId.Web.Platform.Machine;
using ZorgId.Web.Platform.Settings;
using ZorgId.Web.Portal;
using ZorgId.Web.PublicLog;

IcuProbe.Run();
if (PortalCommands.Handles(args))
    return await PortalCommands.RunAsync(args);

return await Startup.GuardAsync(async () =>
{
    SystemCheck.Run();
    ServerArguments.Check(args);
    var builder = CoreHost.CreateBuilder(args);
    var settings = builder.AddPortalHost();
    builder.Services.AddHealth(settings.Database.Provider);
    builder.Services.AddApiDescription();
    builder.Services.AddPhoneApp();
    builder.Services.AddPortal();
    builder.Services.AddDemo(settings);

    var app = builder.Build();
    await app.PrepareDatabaseAsync();
    app.UsePortalHost();
    app.MapHealth();
    app.MapMobile();
    app.MapApiDescription();
    app.MapPublicLog();
    app.MapPhoneApp();
    app.MapPortal();
    app.MapDemo();
    await app.RunAsync();
}, Console.Error);
