using System.Reflection;
using Microsoft.AspNetCore.Components;
using ZorgId.Web.Portal.Shell;

namespace ZorgId.Tests.Components;

public sealed class ClosingTests
{
    [Fact]
    public void Token_AskedForWhenThePageWasLeft_IsOverAndNoException()
    {
        var closing = new Closing();
        Assert.False(closing.HasBegun);

        closing.Dispose();
        closing.Dispose();

        Assert.True(closing.Token.IsCancellationRequested);
        Assert.True(closing.HasBegun);
    }

    // Its Token throws once it is disposed of, in whatever was awaited while the page was left.
    [Fact]
    public void Components_HoldNoBareSourceOfCancellation() => Assert.Empty(
        from type in typeof(Closing).Assembly.GetTypes()
        where type.IsAssignableTo(typeof(IComponent))
        from field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
        where field.FieldType == typeof(CancellationTokenSource)
        select $"{type.Name}.{field.Name}");
}
