using System.Text;

namespace GalileoEval.Http.Wire;

/// <summary>The beginning of a small body as text.</summary>
internal static class BodyText
{
    private const int MaximumLength = 64 * 1024;

    /// <summary>Reads at most 64 KiB. What is no UTF-8 becomes replacement characters.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using MemoryStream beginning = new();
        await CopyAsync(response, beginning, cancellationToken).ConfigureAwait(false);
        return Decode(beginning);
    }

    /// <summary>The same, but when the connection or the encoding breaks, or the time is up, what had arrived is the answer.</summary>
    public static async Task<string> ReadWhatArrivesAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using MemoryStream beginning = new();
        try
        {
            await CopyAsync(response, beginning, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested || ConnectionFailure.Explains(e))
        {
            // The status says more than this failure.
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
                // What is invalid data to gzip is an invalid operation to Brotli.
                throw new InvalidDataException(e.Message, e);
            }

            if (read == 0)
                return;
            target.Write(buffer, 0, (int)Math.Min(read, MaximumLength - target.Length));
        }
    }

    private static string Decode(MemoryStream text) => Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
}
