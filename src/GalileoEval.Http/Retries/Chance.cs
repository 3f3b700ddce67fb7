namespace GalileoEval.Http.Retries;

/// <summary>Random numbers for many threads; Random itself serves only one on .NET Framework.</summary>
internal static class Chance
{
#if NET
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random Source = new();

    public static double Next()
    {
        lock (Source)
            return Source.NextDouble();
    }
#endif
}
