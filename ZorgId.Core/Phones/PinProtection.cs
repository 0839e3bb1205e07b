using Microsoft.AspNetCore.DataProtection;

namespace ZorgId.Core.Phones;

/// <summary>K_pin at rest: encrypted, under a purpose of its own.</summary>
public sealed class PinProtection(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("ZorgId.Phones.PinKey.v1");

    public byte[] Protect(byte[] pinKey) => _protector.Protect(pinKey);

    public byte[] Unprotect(byte[] protectedPinKey) => _protector.Unprotect(protectedPinKey);
}
