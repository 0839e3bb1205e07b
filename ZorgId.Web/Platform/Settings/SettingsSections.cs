using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using ZorgId.Core.Audit;
using ZorgId.Core.PortalSessions;
using ZorgId.Core.QrSessions;

namespace ZorgId.Web.Platform.Settings;

/// <summary>Settings that are read into objects of the core. A wrong one stops the start, and is named as the operator wrote it.</summary>
public static class SettingsSections
{
    private static readonly (string Name, Action<IServiceCollection, string> Add)[] All =
    [
        ("Lifetimes", AddSection<SessionLifetimes>),
        ("TypedCodes", AddSection<TypedCodeLimits>),
        ("Limits", AddSection<RequestLimits>),
        ("Audit", AddSection<AuditSettings>),
        ("PortalSession", AddSection<PortalSessionLimits>),
        ("Health", AddSection<HealthSettings>),
        ("Support", AddSection<SupportSettings>),
    ];

    public static IEnumerable<string> Names => All.Select(section => section.Name);

    public static void AddSettingsSections(this IServiceCollection services)
    {
        foreach (var (name, add) in All)
            add(services, name);
    }

    /// <summary>Checks all sections before any of them is used.</summary>
    /// <exception cref="SettingsException">One or more are wrong.</exception>
    public static void Check(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddSingleton(configuration);
        services.AddSettingsSections();
        using var all = services.BuildServiceProvider();
        try
        {
            all.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (AggregateException several)
        {
            throw new SettingsException(string.Join(' ', several.InnerExceptions.Select(fault => fault.Message)));
        }
        catch (OptionsValidationException one)
        {
            throw new SettingsException(string.Join(' ', one.Failures));
        }
    }

    private static void AddSection<T>(IServiceCollection services, string section)
        where T : class
    {
        services.AddOptions<T>()
            .Configure<IConfiguration>((settings, configuration) => Bind(configuration.GetSection(section), settings))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new Annotations<T>(section));
    }

    private static void Bind<T>(IConfigurationSection section, T settings)
    {
        var names = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name);
        var unknown = section.GetChildren()
            .Select(setting => setting.Key)
            .Except(names, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault();
        if (unknown is not null)
            throw new SettingsException($"{section.Path}:{unknown} is no setting; docs/settings.md lists all of them.");
        try
        {
            section.Bind(settings);
        }
        catch (InvalidOperationException exception)
        {
            // The message is, for example: Failed to convert configuration value 'soon' at 'Lifetimes:Login' to type 'System.TimeSpan'.
            throw new SettingsException(exception.Message);
        }
    }

    /// <summary>Checks the bounds that the properties have as attributes.</summary>
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

        // The framework's messages begin with: The field Login …
        private string Name(ValidationResult fault) =>
            fault.ErrorMessage!.Replace("The field ", $"{section}:", StringComparison.Ordinal);
    }
}
