using System.Text;

namespace GalileoEval.Http.Wire;

/// <summary>Reads the beginning of a response body as text.</summary>
internal static class BodyText
{
    private const int MaximumLength = 64 * 1024;

    /// <summary>Reads at most 64 KiB. Invalid UTF-8 becomes replacement characters.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using MemoryStream beginning = new();
        await CopyAsync(response, beginning, cancellationToken).ConfigureAwait(false);
        return Decode(beginning);
    }

    /// <summary>Reads like <see cref="ReadAsync"/>, but returns what has arrived if the connection or the encoding
    /// breaks, or on a timeout.</summary>
    public static async Task<string> ReadWhatArrivesAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using MemoryStream beginning = new();
        try
        {
            await CopyAsync(response, beginning, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested || ConnectionFailure.Explains(e))
        {
            // The status code is more useful than this failure.
        }

        return Decode(beginning);
    }

    private static async Task CopyAsync(HttpResponseMessage response, MemoryStream target, CancellationToken cancellationToken)
    {
        using Stream body = await response.Content.OpenAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[8 * 1024];
        while (target.Length < MaximumLength)
        {
            int read;
            try
            {
                read = await body.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidOperationException e) when (e is not ObjectDisposedException)
            {
                // For invalid data, gzip throws InvalidDataException and Brotli InvalidOperationException.
                throw new InvalidDataException(e.Message, e);
            }

            if (read == 0)
                return;
            target.Write(buffer, 0, (int)Math.Min(read, MaximumLength - target.Length));
        }
    }

    private static string Decode(MemoryStream text) => Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
}
