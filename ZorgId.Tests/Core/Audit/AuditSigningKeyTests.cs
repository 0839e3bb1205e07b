using Microsoft.EntityFrameworkCore;
using ZorgId.Core.Audit;
using ZorgId.Core.Audit.Tree;
using ZorgId.Core.Keys;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>The key by which others check what they are told of the log.</summary>
public sealed class AuditSigningKeyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_Again_IsTheSameKeyAndAnotherPortalsIsAnother()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var other = await TestPortal.StartAsync();

        var again = new AuditSigningKey(portal.Get<PortalOrigins>(), portal.Get<AuditSecret>());
        await again.OpenAsync(portal.Get<ServerKeys>(), Cancellation);

        Assert.Equal($"{portal.Get<AuditSigningKey>().Verifier}", $"{again.Verifier}");
        Assert.NotEqual(again.Verifier.KeyId, other.Get<AuditSigningKey>().Verifier.KeyId);
    }

    [Fact]
    public async Task Key_Stored_IsEncrypted()
    {
        await using var portal = await TestPortal.StartAsync();
        var spki = Convert.FromBase64String($"{portal.Get<AuditSigningKey>().Verifier}".Split('+', 3)[2])[1..];

        var stored = await portal.QueryAsync(db => db.ServerKeys.Where(k => k.Name == "audit-signing").Select(k => k.ProtectedValue).SingleAsync(Cancellation));

        // PKCS#8 holds the public point too.
        Assert.Equal(-1, stored.AsSpan().IndexOf(spki.AsSpan()[^64..]));
    }

    [Fact]
    public async Task Sign_Head_IsACheckpointUnderThePortalsHostAndTheLogsId()
    {
        await using var portal = await TestPortal.StartAsync();
        await portal.SeedAdministratorAsync();
        var (key, head) = (portal.Get<AuditSigningKey>(), await portal.HeadAsync());

        Assert.True(SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes($"{key.Sign(head)}"), out var note));

        Assert.True(NoteVerifier.TryParse($"{key.Verifier}", out var verifier));
        Assert.True(note.IsSignedBy(verifier));
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint));
        Assert.Equal($"productie.example/log/{head.LogId:D}", checkpoint.Origin);
        Assert.Equal((head.Size, head.Root), (checkpoint.Size, Convert.ToHexStringLower(checkpoint.Root.Span)));
    }

    [Theory]
    [InlineData("http://localhost:5080", "localhost:5080")]
    [InlineData("https://[::1]:8443", "[::1]:8443")]
    [InlineData("https://portal.example", "portal.example")]
    public async Task Name_Origin_IsItsHostWithItsPort(string origin, string host)
    {
        await using var portal = await TestPortal.StartAsync();

        portal.Get<PortalOrigins>().Set(PortalEnvironment.Productie, origin);

        Assert.Equal($"{host}/log/{portal.Get<AuditSecret>().LogId:D}", portal.Get<AuditSigningKey>().Verifier.Name);
    }
}
