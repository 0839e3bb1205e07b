using Microsoft.Extensions.DependencyInjection;

namespace ZorgId.Core.Operations;

internal static class OperationsServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<SettleRestored>()
        .AddSingleton<TellMove>();
}
