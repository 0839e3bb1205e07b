namespace ZorgId.Core.Accounts;

/// <summary>What somebody can do to an account, one bit each, so that a row of the list carries all that are allowed.</summary>
[Flags]
public enum AccountAct
{
    None = 0,

    /// <summary>See the account in the list and its details.</summary>
    View = 1 << 0,

    /// <summary>Nieuwe QR-code.</summary>
    RenewQr = 1 << 1,

    /// <summary>PIN deblokkeren.</summary>
    UnblockPin = 1 << 2,

    /// <summary>Deblokkeren.</summary>
    Unblock = 1 << 3,

    /// <summary>Gegevens wijzigen.</summary>
    Correct = 1 << 4,

    /// <summary>Telefoon controleren: the organisation vouches for a phone that another one handed out.</summary>
    VouchPhone = 1 << 5,

    /// <summary>Telefoon kwijt; the block that it needs is <see cref="Block"/>.</summary>
    ReportPhoneLost = 1 << 6,

    /// <summary>Sessie stoppen.</summary>
    StopSession = 1 << 7,

    /// <summary>Geblokkeerd houden.</summary>
    KeepBlocked = 1 << 8,

    /// <summary>Blokkeren.</summary>
    Block = 1 << 9,

    /// <summary>Telefoon verwijderen.</summary>
    RemovePhone = 1 << 10,

    /// <summary>Uit dienst melden.</summary>
    EndMembership = 1 << 11,

    /// <summary>Laatste werkdag wijzigen.</summary>
    ChangeLastDay = 1 << 12,

    /// <summary>Ongedaan maken, of a membership that has ended.</summary>
    UndoEnd = 1 << 13,

    /// <summary>Weer in dienst melden.</summary>
    Rejoin = 1 << 14,

    /// <summary>Registratie intrekken.</summary>
    RevokeRegistration = 1 << 15,

    /// <summary>Naamgenoot melden.</summary>
    ReportNamesake = 1 << 16,

    /// <summary>Rol geven: Beheerder.</summary>
    GiveRegistrar = 1 << 17,

    /// <summary>Rol geven: Administrator.</summary>
    GiveAdministrator = 1 << 18,

    /// <summary>Rol intrekken: Beheerder.</summary>
    TakeRegistrar = 1 << 19,

    /// <summary>Rol intrekken: Administrator.</summary>
    TakeAdministrator = 1 << 20,

    /// <summary>
    /// Ja, dit is de juiste telefoon: of two phones that showed a QR. Who may take the wrong one away may say so, but never for
    /// themself, because a thief who got in with the wrong phone would.
    /// </summary>
    ConfirmPhone = 1 << 21,
}
