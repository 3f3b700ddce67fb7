using System.Security.Cryptography;
using System.Text;

namespace GalileoEval.Sandbox.Samples;

/// <summary>Numbers that look random and are the same in every sandbox, on every platform: a hash of a name.</summary>
internal static class SampleChance
{
    /// <summary>A number of at least 0 and below 1.</summary>
    /// <param name="name">What the number is for; the same name gives the same number.</param>
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
