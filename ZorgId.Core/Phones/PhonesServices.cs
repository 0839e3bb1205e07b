using Microsoft.Extensions.DependencyInjection;

namespace ZorgId.Core.Phones;

internal static class PhonesServices
{
    public static IServiceCollection AddPhones(this IServiceCollection services) => services
        .AddSingleton<PhoneNetworks>()
        .AddSingleton<LearnPhoneNetworks>()
        .AddSingleton<MessageLimits>()
        .AddSingleton<MessageAuthentication>()
        .AddSingleton<PinProtection>()
        .AddSingleton<PinCheck>()
        .AddSingleton<PhoneBinding>()
        .AddSingleton<ChallengeNonces>()
        .AddSingleton<AnswerIdentity>()
        .AddSingleton<ExpirePhoneRows>();
}
