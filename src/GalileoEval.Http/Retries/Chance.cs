namespace GalileoEval.Http.Retries;

/// <summary>Thread-safe random numbers. On .NET Framework, Random is not thread-safe.</summary>
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
