using System.Text;

namespace GalileoEval.Analysis.Statistics;

/// <summary>Random numbers, identical on every platform: xoshiro256** (Blackman and Vigna 2018), seeded by
/// SplitMix64. One stream per purpose, from a seed and the FNV-1a hash of the purpose.</summary>
internal struct RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    private RandomStream(ulong state)
    {
        _s0 = Split(ref state);
        _s1 = Split(ref state);
        _s2 = Split(ref state);
        _s3 = Split(ref state);
    }

    /// <summary>Creates a stream.</summary>
    /// <param name="seed">The seed of the call.</param>
    /// <param name="purposes">The purpose, such as the metric and the group.</param>
    public static RandomStream Of(int seed, params string?[] purposes)
    {
        ulong hash = 14695981039346656037;
        foreach (string? purpose in purposes)
        {
            foreach (byte part in Encoding.UTF8.GetBytes(purpose ?? ""))
                hash = (hash ^ part) * 1099511628211;
            // A separator that is not a valid UTF-8 byte.
            hash = (hash ^ 0xff) * 1099511628211;
        }

        return new RandomStream(hash ^ unchecked((ulong)seed * 0x9E3779B97F4A7C15));
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong result = Rotate(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = Rotate(_s3, 45);
        return result;
    }

    /// <summary>Returns a random index, uniform except for a bias below one in four billion.</summary>
    /// <param name="count">The number of indexes, at least 1.</param>
    public int NextIndex(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    private static ulong Split(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Rotate(ulong value, int count) => (value << count) | (value >> (64 - count));
}
