using ZorgId.Core.Users;
using ZorgId.Web.CommandLine;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>What an operator can get wrong on the command line. A good line is changed in one place each time.</summary>
[Trait("Stores", "nothing")]
public sealed class WrongInputTests
{
    private const string Good =
        "administrator|add|--given-name|Els|--family-name|Smit|--birth-date|1980-02-01|--birth-place|Assen|--organisation|Praktijk Noord|--ura|01234567";

    [Theory]
    [InlineData("administrator|", "administrateur|", "'administrateur' is not known here; --help lists what is.")]
    [InlineData("|add|", "|remove|", "'remove' is not known here; --help lists what is.")]
    [InlineData("|--ura|01234567", "", "Option '--ura' is required.")]
    [InlineData("|01234567", "", "Required argument missing for option: '--ura'.")]
    [InlineData("--given-name", "--firstname", "'--firstname' is not known here; --help lists what is.")]
    [InlineData("Noord", "Noord|Zuid", "'Zuid' is not known here; --help lists what is.")]
    [InlineData("01234567", "1234567", "--ura is '1234567', and has 8 digits.")]
    [InlineData("01234567", "0123456x", "--ura is '0123456x', and has 8 digits.")]
    [InlineData("01234567", "01234567|--ura|07654321", "Option '--ura' expects a single argument but 2 were provided.")]
    [InlineData("1980-02-01", "01-02-80", "--birth-date is '01-02-80', and is a date of birth such as 1980-02-01.")]
    [InlineData("1980-02-01", "1980-02-30", "--birth-date is '1980-02-30', and is a date of birth such as 1980-02-01.")]
    [InlineData("1980-02-01", "2999-01-01", "--birth-date is '2999-01-01', and lies in the future.")]
    [InlineData("|Els", "| ", "--given-name is ' ', and is a name of at most 200 characters.")]
    [InlineData("Assen", "42", "--birth-place is '42', and is a name of at most 200 characters.")]
    [InlineData("|Smit", "|SMIT<<ELS", "--family-name is 'SMIT<<ELS', and '<' is no part of a name.")]
    [InlineData("Praktijk Noord", " ", "--organisation is ' ', and has 1 to 200 characters.")]
    [InlineData("01234567", "01234567|--environment|test", "--environment is 'test', and is productie or acceptatie.")]
    public async Task Run_OneMistake_IsOneLineAndExit2(string good, string wrong, string sentence)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var exit = await PortalCommands.RunAsync(Good.Replace(good, wrong, StringComparison.Ordinal).Split('|'), [], output, errors);

        Assert.Equal((2, sentence + errors.NewLine, ""), (exit, errors.ToString(), output.ToString()));
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("backup")]
    [InlineData("keys")]
    [InlineData("keys rewrap")]
    [InlineData("serve")]
    public async Task Run_NoWholeCommand_IsOneLineAndExit2(string arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(2, await PortalCommands.RunAsync(arguments.Split(' '), [], output, errors));

        Assert.Single(errors.ToString().Trim().Split('\n'));
        Assert.Empty(output.ToString());
    }

    [Theory]
    [InlineData("--help", true)]
    [InlineData("administrator", true)]
    [InlineData("--urls", false)]
    [InlineData("--Demo:Enabled=false", false)]
    public void Handles_FirstWord_TellsCommandsFromSettings(string first, bool isCommand) => Assert.Equal(isCommand, PortalCommands.Handles([first]));

    [Fact]
    public void Handles_Nothing_Serves() => Assert.False(PortalCommands.Handles([]));

    [Fact]
    public void Explain_EachFault_IsASentence() =>
        Assert.All(Enum.GetValues<AdministratorFault>(), fault => Assert.EndsWith(".", EnrollAtTerminal.Explain(fault), StringComparison.Ordinal));
}
