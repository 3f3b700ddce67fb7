using System.Security.Cryptography;
using System.Text;

namespace GalileoEval.Sandbox.Samples;

/// <summary>Reproducible pseudo-random numbers, the same on every platform: derived from the hash of a name.</summary>
internal static class SampleChance
{
    /// <summary>Returns a number in [0, 1).</summary>
    /// <param name="name">The seed; the same name returns the same number.</param>
    public static double Of(string name)
    {
        byte[] hash = Hash(name);
        uint bits = ((uint)hash[0] << 24) | ((uint)hash[1] << 16) | ((uint)hash[2] << 8) | hash[3];
        return bits / 4294967296.0;
    }

    /// <summary>The SHA-256 hash of a name.</summary>
    public static byte[] Hash(string name)
    {
#if NET
        return SHA256.HashData(Encoding.UTF8.GetBytes(name));
#else
        using SHA256 algorithm = SHA256.Create();
        return algorithm.ComputeHash(Encoding.UTF8.GetBytes(name));
#endif
    }
}
