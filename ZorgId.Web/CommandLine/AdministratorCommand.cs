using System.CommandLine;
using System.CommandLine.Parsing;
using ZorgId.Core.Accounts;
using ZorgId.Core.Users;

namespace ZorgId.Web.CommandLine;

/// <summary><c>administrator add</c>: how the first administrator of a portal gets in.</summary>
internal static class AdministratorCommand
{
    private static readonly Option<string> GivenName = Name("--given-name", RegistrationField.GivenName, "Given name, as in the WID.");
    private static readonly Option<string> FamilyName = Name(
        "--family-name", RegistrationField.FamilyName, "Family name with its prefixes, as in the WID.");

    private static readonly Option<string> BirthPlace = Name(
        "--birth-place", RegistrationField.BirthPlace, "Place of birth, as in the WID.");

    private static readonly Option<BirthDate> BirthDateOption = new("--birth-date")
    {
        Description = "Date of birth, such as 1980-02-01, or as the WID prints it: '01 FEB 1980', 01-02-1980 (the day first). "
            + "00 or XX for a day or month that the WID does not tell.",
        Required = true,
        HelpName = "yyyy-MM-dd",
        CustomParser = ParseBirthDate,
    };

    private static readonly Option<string> OrganisationName = new("--organisation")
    {
        Description = "Name of the organisation; it is made where its URA number is not known yet.",
        Required = true,
        Validators =
        {
            result => Check(
                result,
                NameText.Tidy(result.GetValueOrDefault<string>()) is { Length: > 0 and <= Organisation.NameLength },
                $"has 1 to {Organisation.NameLength} characters"),
        },
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

    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Ends once the QR is printed, on a terminal too." };

    public static Command Create(CommandHost host)
    {
        var add = new Command(
            "add",
            "Makes an administrator, with account and organisation where they are missing, and prints a QR for their phone. "
            + "On a terminal it waits until the phone has accepted, and tells the two digits; else the QR's text is the last line. "
            + "Again for the same person: a new QR. Who was less than an administrator loses the phone that they have.")
        {
            GivenName, FamilyName, BirthDateOption, BirthPlace, OrganisationName, Ura, Environment, NoWait,
        };
        add.SetAction((parsed, cancellation) => EnrollAtTerminal.RunAsync(
            host,
            new(
                parsed.GetValue(Environment),
                RegistrationRules.ToPerson(new(
                    null,
                    parsed.GetValue(GivenName),
                    parsed.GetValue(FamilyName),
                    parsed.GetValue(BirthDateOption),
                    parsed.GetValue(BirthPlace))),
                NameText.Tidy(parsed.GetValue(OrganisationName)!),
                parsed.GetValue(Ura)!),
            mayWait: !parsed.GetValue(NoWait),
            parsed.InvocationConfiguration,
            cancellation));
        return new Command("administrator", "Manages administrators.") { add };
    }

    private static Option<string> Name(string name, RegistrationField field, string description) => new(name)
    {
        Description = description,
        Required = true,
        Validators = { result => CheckName(result, RegistrationRules.CheckText(field, result.GetValueOrDefault<string>())) },
    };

    private static BirthDate ParseBirthDate(ArgumentResult result)
    {
        var typed = result.Tokens[0].Value;
        var rule = BirthDateText.TryParse(typed, out var date) ? FindRule(date) : "is a date of birth such as 1980-02-01";
        if (rule is not null)
            result.AddError($"--birth-date is '{typed}', and {rule}.");
        return date;
    }

    /// <returns>The rule that the date breaks; null where it is allowed.</returns>
    private static string? FindRule(BirthDate date) => RegistrationRules.CheckBirthDate(date, TimeProvider.System.Today()) switch
    {
        null => null,
        RegistrationFault.InFuture => "lies in the future",
        RegistrationFault.TooYoung => $"nobody under {RegistrationRules.YoungestAge} years is registered",
        RegistrationFault.TooOld => $"nobody is older than {RegistrationRules.OldestAge} years",
        var fault => throw new InvalidOperationException($"{fault} is told of no date of birth."),
    };

    private static void CheckName(OptionResult result, RegistrationError? error)
    {
        if (error is not null)
        {
            Check(
                result,
                isGood: false,
                error.Sign is { } sign ? $"'{sign}' is no part of a name" : $"is a name of at most {Person.NameLength} characters");
        }
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
