using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ZorgId.Core.QrSessions;

/// <summary>The secrets of rotating codes: made here, and encrypted for the session whose row they stand in.</summary>
public sealed class LoginSecrets(IDataProtectionProvider provider)
{
    private readonly IDataProtectionProvider _provider = provider.CreateProtector("ZorgId.Sessions.LoginSecret.v2");

    /// <summary>A fresh secret, encrypted.</summary>
    public byte[] Create(SessionId sid) => For(sid).Protect(RandomNumberGenerator.GetBytes(LoginCode.SecretLength));

    /// <exception cref="CryptographicException">It was not encrypted for this session.</exception>
    public byte[] Reveal(SessionId sid, byte[] protectedSecret) => For(sid).Unprotect(protectedSecret);

    private IDataProtector For(SessionId sid) => _provider.CreateProtector(sid.Value);
}
