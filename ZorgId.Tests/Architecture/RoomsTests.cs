using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ZorgId.Core;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ZorgId.Tests.Architecture;

/// <summary>Which room of the core may know which: only those that come after it here.</summary>
public sealed class RoomsTests
{
    private static readonly string[] Order = ["PortalSessions", "Sessions", "Phones", "Accounts", "Audit"];

    private static readonly ArchUnitNET.Domain.Architecture Core = new ArchLoader().LoadAssembly(typeof(CoreServices).Assembly).Build();

    public static TheoryData<string, string> Backwards
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            for (var room = 0; room < Order.Length; room++)
            {
                for (var earlier = 0; earlier < room; earlier++)
                    pairs.Add(Order[room], Order[earlier]);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Backwards))]
    public void Room_TheOneBeforeIt_IsNotKnown(string room, string earlier) =>
        Assert.True(Holds(Types().That().ResideInNamespace($"ZorgId.Core.{room}").Should().NotDependOnAny(
            Types().That().ResideInNamespace($"ZorgId.Core.{earlier}"))));

    [Fact]
    public void Rule_AnArrowThatIsThere_IsSeen() =>
        Assert.False(Holds(Types().That().ResideInNamespace("ZorgId.Core.Sessions").Should().NotDependOnAny(
            Types().That().ResideInNamespace("ZorgId.Core.Phones"))));

    [Fact]
    public void Core_OfTheWeb_KnowsNothing()
    {
        var foreign = typeof(CoreServices).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => name.StartsWith("MudBlazor", StringComparison.Ordinal) || name.StartsWith("QRCoder", StringComparison.Ordinal)
                || (name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && !name.Contains("DataProtection", StringComparison.Ordinal)));

        Assert.Empty(foreign);
    }

    private static bool Holds(ArchUnitNET.Fluent.Syntax.Elements.Types.TypesShouldConjunction rule) => rule.HasNoViolations(Core);
}
