namespace ZorgId.Core.Phones;

/// <summary>Whose K_pin it is: the parts of a phone's row that must not have changed since the PIN was stored.</summary>
public sealed record PinOwner(PhoneId Phone, AccountId Account, string Kid, byte[] PublicKey);
