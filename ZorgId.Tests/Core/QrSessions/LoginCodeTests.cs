using ZorgId.Core.QrSessions;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.QrSessions;

public sealed class LoginCodeTests
{
    private const long Now = 100;

    private static readonly byte[] Secret = [.. Enumerable.Range(0, LoginCode.SecretLength).Select(i => (byte)i)];
    private static readonly DateTime Opened = TestPortal.Start.UtcDateTime;

    [Theory]
    [InlineData(0, CodeValidity.Earlier)]
    [InlineData(95, CodeValidity.Earlier)]
    [InlineData(96, CodeValidity.Good)]
    [InlineData(100, CodeValidity.Good)]
    [InlineData(101, CodeValidity.Good)]
    [InlineData(102, CodeValidity.Foreign)]
    public void Judge_CodeOfStep_IsGoodFromFourBeforeToOneAfter(long step, CodeValidity standing) =>
        Assert.Equal(standing, LoginCode.Judge(Secret, LoginCode.At(Secret, step), Now));

    [Fact]
    public void Judge_FirstStep_LooksNotBeforeTheBeginning() =>
        Assert.Equal(CodeValidity.Foreign, LoginCode.Judge(Secret, LoginCode.At(Secret, -1), now: 0));

    [Fact]
    public void Judge_OtherSessionsCode_IsForeign() =>
        Assert.Equal(CodeValidity.Foreign, LoginCode.Judge(Secret, LoginCode.At([.. Secret.Reverse()], Now), Now));

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    public void Judge_OtherLength_IsForeign(string code) => Assert.Equal(CodeValidity.Foreign, LoginCode.Judge(Secret, code, Now));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1999, 0)]
    [InlineData(2000, 1)]
    [InlineData(119_999, 59)]
    [InlineData(-5000, 0)]
    public void StepAt_Age_IsWholeStepsSinceOpening(int milliseconds, long step) =>
        Assert.Equal(step, LoginCode.StepAt(Opened, Opened.AddMilliseconds(milliseconds)));
}
