using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using ZorgId.Core;
using ZorgId.Core.Audit;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.Sessions;
using ZorgId.Web.Health;

namespace ZorgId.Web.Hosting;

/// <summary>Settings that are read into objects of the core. A wrong one stops the start, and is named as the operator wrote it.</summary>
public static class SettingsSections
{
    public static void AddSettingsSections(this IServiceCollection services)
    {
        services.AddSection<SessionLifetimes>("Lifetimes");
        services.AddSection<TypedCodeLimits>("TypedCodes");
        services.AddSection<RequestLimits>("Limits");
        services.AddSection<AuditSettings>("Audit");
        services.AddSection<PortalSessionLimits>("PortalSession");
        services.AddSection<HealthSettings>("Health");
    }

    private static void AddSection<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddOptions<T>().Configure<IConfiguration>((settings, configuration) => Bind(configuration.GetSection(section), settings)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new Annotations<T>(section));
    }

    private static void Bind<T>(IConfigurationSection section, T settings)
    {
        try
        {
            section.Bind(settings);
        }
        catch (InvalidOperationException exception)
        {
            // Such as: Failed to convert configuration value 'soon' at 'Lifetimes:Login' to type 'System.TimeSpan'.
            throw new SettingsException(exception.Message);
        }
    }

    /// <summary>The bounds that stand at the properties as attributes.</summary>
    private sealed class Annotations<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var faults = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(faults.Select(Name));
        }

        // The framework's sentences begin with: The field Login …
        private string Name(ValidationResult fault) =>
            fault.ErrorMessage!.Replace("The field ", $"{section}:", StringComparison.Ordinal);
    }
}
