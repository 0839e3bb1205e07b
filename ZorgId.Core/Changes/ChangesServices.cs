using Microsoft.Extensions.DependencyInjection;
using ZorgId.Core.Persistence;

namespace ZorgId.Core.Changes;

internal static class ChangesServices
{
    public static IServiceCollection AddChanges(this IServiceCollection services, DatabaseProvider provider)
    {
        services.AddSingleton<InProcessNotifier>();
        return provider == DatabaseProvider.SQLite
            ? services.AddSingleton<IChangeNotifier>(all => all.GetRequiredService<InProcessNotifier>())
            : services
                .AddSingleton<PostgreSqlNotifier>()
                .AddSingleton<IChangeNotifier>(all => all.GetRequiredService<PostgreSqlNotifier>());
    }
}
