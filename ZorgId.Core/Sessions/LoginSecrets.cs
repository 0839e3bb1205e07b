using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ZorgId.Core.Sessions;

/// <summary>The secrets of rotating codes: made here, and encrypted in the row.</summary>
public sealed class LoginSecrets(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("ZorgId.Sessions.LoginSecret.v1");

    /// <summary>A fresh secret, encrypted.</summary>
    public byte[] Create() => _protector.Protect(RandomNumberGenerator.GetBytes(LoginCode.SecretLength));

    public byte[] Reveal(byte[] protectedSecret) => _protector.Unprotect(protectedSecret);
}
