using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using ZorgId.Core.Phones;
using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;
using ZorgId.Web.Mobile;

namespace ZorgId.Tests.Web.Mobile;

/// <summary>docs/protocol.md is a contract: its tables are those of the program.</summary>
public sealed class ProtocolPageTests(PortalServer server) : IClassFixture<PortalServer>
{
    // The page says itself that this kind is not served yet.
    private const string NotServed = "the `link` is for another account";

    [Fact]
    public void Errors_TheTable_IsThatOfTheProgram()
    {
        var onPage = from row in ProtocolPage.Table("Errors")
                     from name in ProtocolPage.Terms(row[1])
                     select $"{row[0]} {name}";

        Assert.Equal(ProblemKind.All.Select(p => $"{p.Status} {p.Name}").Order(), onPage.Order());
    }

    [Fact]
    public void Errors_ExtraMembers_AreThoseOfTheAnswer()
    {
        var known = typeof(Problem).GetProperties().Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Except(["type", "title", "status"]);
        var onPage = ProtocolPage.Table("Errors").SelectMany(row => row[1].Split('{').Skip(1)).Select(rest => rest.Split('}')[0]);

        Assert.Equal(known.Order(), onPage.Order());
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("decision")]
    public void Rows_OfATable_HaveEachTheirTest(string endpoint)
    {
        var tested = from type in typeof(ProtocolPageTests).Assembly.GetTypes()
                     from method in type.GetMethods()
                     where method.GetCustomAttribute<FactAttribute>() is not null
                     from row in method.GetCustomAttributes<ProtocolRowAttribute>()
                     where row.Table == endpoint
                     select row.Row;
        var onPage = ProtocolPage.Table($"POST /mobile/v1/sessions/{{sid}}/{endpoint}").Select(row => row[0]).Except([NotServed]);

        Assert.Equal(onPage.Order(), tested.Distinct().Order());
    }

    [Fact]
    public void Rows_Answers_AreInTheTableOfErrors()
    {
        var errors = ProblemKind.All.Select(p => $"{p.Status} `{p.Name}`").ToHashSet();
        string[] tables = ["claim", "decision"];
        var answers = from endpoint in tables
                      from row in ProtocolPage.Table($"POST /mobile/v1/sessions/{{sid}}/{endpoint}")
                      from error in errors.Select(e => e.Split(' ')[1]).Where(name => row[1].Contains(name, StringComparison.Ordinal))
                      select (Row: row[1], Error: error);

        Assert.NotEmpty(answers);
        Assert.All(answers, a => Assert.Contains(errors, e => e.EndsWith(a.Error, StringComparison.Ordinal) && a.Row.Contains(e, StringComparison.Ordinal)));
    }

    [Fact]
    public void Lifetimes_TheTable_IsTheDefaults()
    {
        var defaults = new SessionLifetimes();
        Dictionary<string, TimeSpan> lifetimes = new()
        {
            ["a login session"] = defaults.Login,
            ["an enrollment or link session"] = defaults.Enrollment,
            ["any session, once claimed"] = defaults.Claimed,
            ["an accepted login, until the browser uses it"] = defaults.AcceptedLogin,
            ["a typed code of a login"] = defaults.TypedCode,
            ["the code in a QR text for a typed code"] = defaults.TypedQr,
            ["the row of a session that ended"] = defaults.EndedRow,
            ["the row of a login that ended and that no phone had claimed"] = defaults.UnclaimedLoginRow,
        };

        var onPage = ProtocolPage.Table("Lifetimes");

        // A lifetime that is added must be told, and the other way round.
        Assert.Equal(typeof(SessionLifetimes).GetProperties().Length, lifetimes.Count);
        Assert.Equal(lifetimes.OrderBy(l => l.Key).Select(l => (l.Key, l.Value)), onPage.Select(row => (Key: row[0], Value: ReadTime(row[1]))).OrderBy(l => l.Key));
    }

    [Fact]
    public void Limits_OfTypedCodes_AreTheDefaults()
    {
        var defaults = new TypedCodeLimits();

        Assert.Equal(
            [defaults.WrongPerPhone, defaults.WrongPerAddress, defaults.WrongPer56, defaults.WrongPer48],
            ProtocolPage.Table("POST /mobile/v1/typed-codes").Select(row => int.Parse(row[1], CultureInfo.InvariantCulture)));
        Assert.Equal(TimeSpan.FromMinutes(1), TypedCodeTries.Period);
    }

    [Fact]
    public void Limits_OfMessages_AreTheDefaults()
    {
        var defaults = new RequestLimits();

        Assert.Equal(
            [defaults.PerKnownPhone, defaults.BadPerKnownPhone, defaults.GoodPerAddress, defaults.BadPerAddress, defaults.BadPer48, defaults.PerPhone],
            ProtocolPage.Table("Limits").Select(row => int.Parse(row[1], CultureInfo.InvariantCulture)));
        Assert.Equal(TimeSpan.FromMinutes(1), MessageLimits.TooMany.RetryAfter);
        Assert.Equal(20, ExchangeTypedCode.CodesPerSession);
    }

    [Fact]
    public void Endpoints_OfThePage_AreMapped()
    {
        var mapped = from endpoint in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     where endpoint.RoutePattern.RawText!.StartsWith("/mobile/v1", StringComparison.Ordinal)
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
                     // HTTP has it go with each GET.
                     where method != "HEAD"
                     select $"{method} {endpoint.RoutePattern.RawText}";

        Assert.Equal(mapped.Order(), ProtocolPage.Headings.Where(h => h.Contains("/mobile/", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData("POST /mobile/v1/sessions/{sid}/claim", "zorgid-claim+jwt", typeof(ClaimPayload))]
    [InlineData("POST /mobile/v1/sessions/{sid}/decision", "zorgid-decision+jwt", typeof(DecisionPayload))]
    [InlineData("POST /mobile/v1/identity", "zorgid-identity+jwt", typeof(IdentityPayload))]
    [InlineData("POST /mobile/v1/typed-codes", "zorgid-typed+jwt", typeof(TypedCodePayload))]
    public void Messages_OfThePage_HaveTypeAndMembers(string heading, string type, Type payload)
    {
        var section = string.Join('\n', ProtocolPage.Section(heading));

        Assert.Equal(type, payload.GetProperty(nameof(IMessagePayload.Type))!.GetValue(null));
        Assert.Contains($"`{type}`", section, StringComparison.Ordinal);
        var members = payload.GetProperties().Where(p => p.GetMethod is { IsStatic: false } && p.Name != "EqualityContract").Select(p => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        Assert.All(members, m => Assert.Matches($"[`{{ ]{m}[`,}} ]", section));
    }

    [Fact]
    public void Acts_OfIdentity_AreThoseOfThePage()
    {
        string[] acts = [IdentityPayload.Unlock, IdentityPayload.ChangePin, IdentityPayload.Leave];
        var onPage = ProtocolPage.Section("POST /mobile/v1/identity").Where(l => l.StartsWith("- `", StringComparison.Ordinal)).Select(l => ProtocolPage.Terms(l).First());

        Assert.Equal(acts, onPage);
    }

    [Fact]
    public void Numbers_InTheText_AreThoseOfTheProgram()
    {
        var text = string.Join('\n', ProtocolPage.Headings.SelectMany(ProtocolPage.Section));

        Assert.Contains($"\"expiresIn\": {ChallengeNonces.Lifetime.TotalSeconds}", text, StringComparison.Ordinal);
        Assert.Contains($"floor(age / {LoginCode.StepLength.TotalSeconds} s)", text, StringComparison.Ordinal);
        Assert.Contains($"at most {SignedMessage.MaxLength / 1024} KiB", text, StringComparison.Ordinal);
        Assert.Contains($"1 to {DeviceDescription.MaxLength} UTF-16 units", text, StringComparison.Ordinal);
        Assert.Contains($"within {MessageBody.Deadline.TotalSeconds} s", text, StringComparison.Ordinal);
        Assert.Contains($"in the last {PhoneNetworks.Remembered.TotalDays} days", text, StringComparison.Ordinal);
        Assert.Contains("For two minutes the server remembers", text, StringComparison.Ordinal);
        Assert.Equal((TimeSpan.FromMinutes(2), 3), (AnsweredMessage.Remembered, Phone.PinTries));
    }

    // "120 s from its opening."
    private static TimeSpan ReadTime(string text) => text.Split(' ') switch
    {
        [var number, "s" or "s,", ..] => TimeSpan.FromSeconds(int.Parse(number, CultureInfo.InvariantCulture)),
        [var number, "min", ..] => TimeSpan.FromMinutes(int.Parse(number, CultureInfo.InvariantCulture)),
        [var number, "h", ..] => TimeSpan.FromHours(int.Parse(number, CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"'{text}' begins with no time."),
    };
}
