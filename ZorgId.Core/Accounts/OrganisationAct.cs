namespace ZorgId.Core.Accounts;

/// <summary>What somebody can do for an organisation that they manage.</summary>
public enum OrganisationAct
{
    /// <summary>Registreren.</summary>
    Register,

    /// <summary>Naam wijzigen.</summary>
    Rename,

    /// <summary>Organisatie aanmelden: another one beside this.</summary>
    RequestOther,

    /// <summary>Afsluiten vragen.</summary>
    AskToClose,

    /// <summary>Logboek.</summary>
    ReadLog,

    /// <summary>Exporteren, without birth data.</summary>
    Export,

    /// <summary>Exporteren, with birth data.</summary>
    ExportBirthData,

    /// <summary>Importeren.</summary>
    Import,

    /// <summary>Gebruikers controleren.</summary>
    ReviewUsers,
}
