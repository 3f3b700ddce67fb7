namespace GalileoEval.Http.Compatibility;

/// <summary>Adds members of .NET that .NET Framework lacks.</summary>
internal static class CompatibilityExtensions
{
    /// <summary>Opens the decompressed body of a response.</summary>
    public static Task<Stream> OpenAsync(this HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        return content.ReadAsStreamAsync(cancellationToken);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
#endif
    }

#if !NET
    public static async ValueTask<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> array);
        return await stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken).ConfigureAwait(false);
    }

    public static bool EndsWith(this string text, char end) => text.Length > 0 && text[text.Length - 1] == end;

    public static bool Contains(this string text, char sought) => text.IndexOf(sought) >= 0;

    public static bool Contains(this string text, string sought, StringComparison comparison) =>
        text.IndexOf(sought, comparison) >= 0;
#endif
}

/// <summary>Delays and timeouts by a TimeProvider, for which .NET and .NET Framework have different APIs.</summary>
internal static class ClockExtensions
{
    public static Task DelayAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, clock, cancellationToken);
#else
        TimeProviderTaskExtensions.Delay(clock, delay, cancellationToken);
#endif

    /// <summary>Creates a source that cancels itself after a delay, or never if the delay is infinite.</summary>
    public static CancellationTokenSource CancelAfter(this TimeProvider clock, TimeSpan delay) =>
#if NET
        new(delay, clock);
#else
        TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, delay);
#endif
}
