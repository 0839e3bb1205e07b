namespace ZorgId.Core.Phones;

/// <summary>Whose K_pin it is: what of a phone's row must be as it was when the PIN was stored.</summary>
public sealed record PinOwner(PhoneId Phone, AccountId Account, string Kid, byte[] PublicKey);
