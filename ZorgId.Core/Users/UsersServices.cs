using Microsoft.Extensions.DependencyInjection;

namespace ZorgId.Core.Users;

internal static class UsersServices
{
    public static IServiceCollection AddUsers(this IServiceCollection services) => services
        .AddSingleton<UserDirectory>()
        .AddSingleton<RegisterUser>()
        .AddSingleton<RenewEnrollment>()
        .AddSingleton<RevokePhone>()
        .AddSingleton<FindOwnEnrollment>()
        .AddSingleton<FindDisputedEnrollments>()
        .AddSingleton<AnswerSecondPhone>()
        .AddSingleton<AddAdministrator>();
}
