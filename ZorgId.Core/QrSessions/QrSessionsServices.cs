using Microsoft.Extensions.DependencyInjection;

namespace ZorgId.Core.QrSessions;

internal static class QrSessionsServices
{
    public static IServiceCollection AddQrSessions(this IServiceCollection services) => services
        .AddSingleton<LoginSecrets>()
        .AddSingleton<SessionCodes>()
        .AddSingleton<TypedCodeKey>()
        .AddSingleton<TypedCodeTries>()
        .AddSingleton<ShowTypedCode>()
        .AddSingleton<ExchangeTypedCode>()
        .AddSingleton<EnrollmentOpening>()
        .AddSingleton<LoginOpenings>()
        .AddSingleton<SecondPhones>()
        .AddSingleton<OpenLogin>()
        .AddSingleton<ViewLogin>()
        .AddSingleton<ViewEnrollment>()
        .AddSingleton<ClaimSession>()
        .AddSingleton<AcceptLogin>()
        .AddSingleton<AcceptEnrollment>()
        .AddSingleton<DecideSession>()
        .AddSingleton<CancelSession>()
        .AddSingleton<ExpireSessions>();
}
