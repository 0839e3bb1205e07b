using System.CommandLine;
using System.CommandLine.Parsing;
using ZorgId.Core;
using ZorgId.Core.Accounts;

namespace ZorgId.Web.Hosting.CommandLine;

/// <summary><c>administrator add</c>: how the first administrator of a portal gets in.</summary>
internal static class AdministratorCommand
{
    private static readonly Option<string> GivenName = Name("--given-name", "Given name, as in the WID.");
    private static readonly Option<string> FamilyName = Name("--family-name", "Family name with its prefixes, as in the WID.");
    private static readonly Option<string> BirthPlace = Name("--birth-place", "Place of birth, as in the WID.");

    private static readonly Option<BirthDate> BirthDateOption = new("--birth-date")
    {
        Description = "Date of birth, year first, such as 1980-02-01; 00 for a day or month that the WID does not tell.",
        Required = true,
        HelpName = "yyyy-MM-dd",
        CustomParser = ParseBirthDate,
    };

    private static readonly Option<string> OrganisationName = new("--organisation")
    {
        Description = "Name of the organisation; it is made where its URA number is not known yet.",
        Required = true,
        Validators = { result => Check(result, result.GetValueOrDefault<string>().Trim() is { Length: > 0 and <= Organisation.NameLength }, $"has 1 to {Organisation.NameLength} characters") },
    };

    private static readonly Option<string> Ura = new("--ura")
    {
        Description = "URA number of the organisation: 8 digits.",
        Required = true,
        Validators = { result => Check(result, Organisation.IsUra(result.GetValueOrDefault<string>()), "has 8 digits") },
    };

    private static readonly Option<PortalEnvironment> Environment = new("--environment")
    {
        Description = "productie or acceptatie.",
        DefaultValueFactory = _ => PortalEnvironment.Productie,
        HelpName = "productie|acceptatie",
        CustomParser = ParseEnvironment,
    };

    public static Command Create(CommandHost host)
    {
        var add = new Command("add", "Makes an administrator, with account and organisation where they are missing, and prints a QR for their phone. The QR's text is the last line. Again for the same person: a new QR. Who was less than an administrator loses the phone that they have.")
        {
            GivenName, FamilyName, BirthDateOption, BirthPlace, OrganisationName, Ura, Environment,
        };
        add.SetAction((parsed, cancellation) => AddAdministrator.RunAsync(
            host,
            new(
                parsed.GetValue(Environment),
                RegistrationRules.ToPerson(new(null, parsed.GetValue(GivenName), parsed.GetValue(FamilyName), parsed.GetValue(BirthDateOption), parsed.GetValue(BirthPlace))),
                parsed.GetValue(OrganisationName)!,
                parsed.GetValue(Ura)!),
            parsed.InvocationConfiguration,
            cancellation));
        return new Command("administrator", "Manages administrators.") { add };
    }

    private static Option<string> Name(string name, string description) => new(name)
    {
        Description = description,
        Required = true,
        Validators = { result => Check(result, RegistrationRules.CheckName(result.GetValueOrDefault<string>()) is null, $"is a name of at most {Person.NameLength} characters") },
    };

    private static BirthDate ParseBirthDate(ArgumentResult result)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.UtcNow());
        if (!BirthDate.TryParse(result.Tokens[0].Value, out var date) || RegistrationRules.CheckBirthDate(date, today) is not null)
            result.AddError($"--birth-date is '{result.Tokens[0].Value}', and is a date of birth such as 1980-02-01.");
        return date;
    }

    private static PortalEnvironment ParseEnvironment(ArgumentResult result)
    {
        foreach (var environment in Enum.GetValues<PortalEnvironment>())
        {
            if (environment.WireName() == result.Tokens[0].Value)
                return environment;
        }

        result.AddError($"--environment is '{result.Tokens[0].Value}', and is productie or acceptatie.");
        return default;
    }

    private static void Check(OptionResult result, bool isGood, string rule)
    {
        if (!isGood)
            result.AddError($"{result.Option.Name} is '{result.GetValueOrDefault<string>()}', and {rule}.");
    }
}
