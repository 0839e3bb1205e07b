namespace ZorgId.Core.Accounts;

/// <summary>A zorgaanbieder.</summary>
public sealed class Organisation
{
    public const int NameLength = 200;
    public const int UraLength = 8;

    public Organisation(OrganisationId id, PortalEnvironment environment, string name, string ura)
    {
        if (!IsUra(ura))
            throw new ArgumentException("A URA number has 8 digits.", nameof(ura));
        if (string.IsNullOrWhiteSpace(name) || name.Length > NameLength)
            throw new ArgumentException($"An organisation's name has 1 to {NameLength} characters.", nameof(name));
        (Id, Environment, Name, Ura) = (id, environment, name, ura);
    }

    public OrganisationId Id { get; private set; }

    public PortalEnvironment Environment { get; private set; }

    public string Name { get; private set; }

    /// <summary>UZI-register abonneenummer: 8 digits, leading zeros kept.</summary>
    public string Ura { get; private set; }

    public static bool IsUra(string? text) => text is { Length: UraLength } && text.All(char.IsAsciiDigit);
}
