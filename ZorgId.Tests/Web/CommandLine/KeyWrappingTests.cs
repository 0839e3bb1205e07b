using System.Security.Cryptography.X509Certificates;
using ZorgId.Tests.Support;
using ZorgId.Web.CommandLine;

namespace ZorgId.Tests.Web.CommandLine;

/// <summary>Elements of a key ring that are not as Data Protection wraps them here.</summary>
[Trait("Stores", "nothing")]
public sealed class KeyWrappingTests : IDisposable
{
    private readonly X509Certificate2 _old = TestCertificate.Create();
    private readonly X509Certificate2 _current = TestCertificate.Create();

    public void Dispose()
    {
        _old.Dispose();
        _current.Dispose();
    }

    [Theory]
    [InlineData("no XML")]
    [InlineData("<key />")]
    [InlineData("""<key><masterKey><value>c2VjcmV0</value></masterKey></key>""")]
    [InlineData("""<key><encryptedSecret xmlns="http://schemas.asp.net/2015/03/dataProtection" /></key>""")]
    [InlineData("""<key><p:encryptedSecret xmlns:p="http://schemas.asp.net/2015/03/dataProtection"><masterKey><value>c2VjcmV0</value></masterKey></p:encryptedSecret></key>""")]
    [InlineData("""<key><p:encryptedSecret xmlns:p="http://schemas.asp.net/2015/03/dataProtection"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#" /></p:encryptedSecret></key>""")]
    [InlineData("""<key><p:encryptedSecret xmlns:p="http://schemas.asp.net/2015/03/dataProtection"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherValue>?</CipherValue></CipherData></EncryptedData></p:encryptedSecret></key>""")]
    public void Rewrap_KeyThatIsNotWrapped_IsNoneThatOpens(string xml) =>
        Assert.Equal(new KeyWrappingResult(KeyWrappingEnd.Unopened), new KeyWrapping(_old, _current).Rewrap(xml));

    [Fact]
    public void Rewrap_WhatHoldsNoSecret_StaysAsItIs() =>
        Assert.Equal(new KeyWrappingResult(KeyWrappingEnd.NoKey), new KeyWrapping(_old, _current).Rewrap("<revocation><key id=\"1\" /></revocation>"));
}
