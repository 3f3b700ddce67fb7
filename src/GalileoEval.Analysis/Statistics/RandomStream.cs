using System.Text;

namespace GalileoEval.Analysis.Statistics;

/// <summary>Random numbers that are the same on every platform: xoshiro256** (Blackman and Vigna 2018), seeded by
/// SplitMix64. One stream for each purpose, from a seed and the stable hash FNV-1a of what it is for.</summary>
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

    /// <summary>Makes a stream.</summary>
    /// <param name="seed">The seed of the call.</param>
    /// <param name="purposes">What it is for, such as the metric and the group.</param>
    public static RandomStream Of(int seed, params string?[] purposes)
    {
        ulong hash = 14695981039346656037;
        foreach (string? purpose in purposes)
        {
            foreach (byte part in Encoding.UTF8.GetBytes(purpose ?? ""))
                hash = (hash ^ part) * 1099511628211;
            // Ends a text: no byte of UTF-8 is this.
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

    /// <summary>A random place, all equally likely but for less than one in four billion.</summary>
    /// <param name="count">How many places there are, at least 1.</param>
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
