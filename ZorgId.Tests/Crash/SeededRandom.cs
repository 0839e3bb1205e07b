using System.Security.Cryptography;

namespace ZorgId.Tests.Crash;

/// <summary>Numbers that follow from a seed: a run that failed can be had again.</summary>
internal sealed class SeededRandom(int seed)
{
    private int _drawn;

    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    public int Next(int from, int to)
    {
        var hash = SHA256.HashData([.. BitConverter.GetBytes(seed), .. BitConverter.GetBytes(_drawn++)]);
        return from + (int)(BitConverter.ToUInt32(hash) % (uint)(to - from));
    }

    /// <returns>True once in so many calls.</returns>
    public bool IsOneIn(int calls) => Next(0, calls) == 0;
}
