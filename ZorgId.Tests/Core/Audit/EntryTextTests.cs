using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ZorgId.Tests.Support;

namespace ZorgId.Tests.Core.Audit;

/// <summary>What is hashed is what the room's README says.</summary>
public sealed class EntryTextTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hashes_OfEachEntry_AreWhatTheReadmeSays()
    {
        var scene = await AuditScene.StartAsync();
        await using var portal = scene.Portal;
        await scene.RegisterAsync();
        var stored = await portal.QueryAsync(db => db.ServerKeys.Where(k => k.Name == "audit").Select(k => k.ProtectedValue).SingleAsync(Cancellation));
        var key = portal.Get<IDataProtectionProvider>().CreateProtector("ZorgId.Audit.Key.v1").Unprotect(stored);
        var log = (await portal.HeadAsync()).LogId;

        foreach (var (number, e) in await portal.NumberedLogAsync())
        {
            var text = Octets(
                "zorgid-audit-entry-v1",
                e.Id,
                e.At.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + $".{e.At.Ticks % TimeSpan.TicksPerSecond:D7}Z",
                e.Environment?.ToString(), $"{e.Action}", $"{e.Outcome}", $"{e.Party}", e.Actor?.Value, e.OnBehalfOf?.Value, e.Subject?.Value, e.Organisation?.Value, e.Client, e.SessionId, e.Detail);
            byte[] signed = [.. Octets("zorgid-audit-mac-v1", log), .. text];
            Assert.Equal(HMACSHA256.HashData(key, signed), e.Mac);

            var leaf = await portal.QueryAsync(db => db.AuditLeaves.AsNoTracking().SingleAsync(l => l.Index == number, Cancellation));
            byte[] hashed = [0, .. text, .. e.Mac];
            Assert.Equal(SHA256.HashData(hashed), leaf.Hash);
            Assert.Equal(HMACSHA256.HashData(key, Octets("zorgid-audit-leaf-v1", log, number.ToString(CultureInfo.InvariantCulture), leaf.Hash)), leaf.Mac);
        }
    }

    private static byte[] Octets(params object?[] values)
    {
        using var text = new MemoryStream();
        foreach (var value in values)
        {
            var octets = value as byte[] ?? (value is null ? null : Encoding.UTF8.GetBytes($"{value}"));
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, octets?.Length ?? -1);
            text.Write(length);
            text.Write(octets ?? []);
        }

        return text.ToArray();
    }
}
