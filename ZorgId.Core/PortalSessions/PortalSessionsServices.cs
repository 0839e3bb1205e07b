using Microsoft.Extensions.DependencyInjection;

namespace ZorgId.Core.PortalSessions;

internal static class PortalSessionsServices
{
    public static IServiceCollection AddPortalSessions(this IServiceCollection services) => services
        .AddSingleton<LostAccess>()
        .AddSingleton<LoginTickets>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignOut>()
        .AddSingleton<ExpirePortalSessions>()
        .AddSingleton<ViewPortalSession>()
        .AddSingleton<CurrentActor>();
}
