using System.Buffers.Text;
using Microsoft.AspNetCore.DataProtection;

namespace ZorgId.Core.Phones;

/// <summary>
/// Encrypts K_pin for the row that it is stored in. It does not decrypt in another row, or where the row
/// gets another key or account, so whoever writes to the database cannot give a phone a PIN that they know.
/// </summary>
public sealed class PinProtection(IDataProtectionProvider provider)
{
    private readonly IDataProtectionProvider _provider = provider.CreateProtector("ZorgId.Phones.PinKey.v2");

    public byte[] Protect(PinOwner owner, byte[] pinKey) => For(owner).Protect(pinKey);

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was not encrypted for this owner.</exception>
    public byte[] Unprotect(PinOwner owner, byte[] protectedPinKey) => For(owner).Unprotect(protectedPinKey);

    private IDataProtector For(PinOwner owner) =>
        _provider.CreateProtector($"{owner.Phone.Value}", $"{owner.Account.Value}", owner.Kid, Base64Url.EncodeToString(owner.PublicKey));
}
