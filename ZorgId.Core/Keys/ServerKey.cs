namespace ZorgId.Core.Keys;

/// <summary>
/// A secret of the whole portal, the same on every node and after a restart. It never changes, because
/// what was made with it would become useless.
/// </summary>
public sealed class ServerKey(string name, byte[] protectedValue)
{
    public string Name { get; private set; } = name;

    /// <summary>Encrypted with Data Protection.</summary>
    public byte[] ProtectedValue { get; private set; } = protectedValue;
}
