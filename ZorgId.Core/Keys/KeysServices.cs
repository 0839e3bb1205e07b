using Microsoft.Extensions.DependencyInjection;

namespace ZorgId.Core.Keys;

internal static class KeysServices
{
    public static IServiceCollection AddKeys(this IServiceCollection services) => services
        .AddSingleton<ServerKeys>();
}
