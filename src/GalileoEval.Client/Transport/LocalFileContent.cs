using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using GalileoEval.Errors;

namespace GalileoEval.Transport;

/// <summary>A form part with a file. The file is opened when the part is sent, so that a form with many files keeps
/// only one open at a time, and is copied through one buffer.</summary>
internal sealed class LocalFileContent : HttpContent
{
    internal const int BufferLength = 128 * 1024;

    private readonly LocalFile _file;
    private readonly long _length;

    /// <summary>Creates a part.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">The length of the file. The part must have this length, because the request header contains
    /// it.</param>
    /// <param name="field">The name of the field, plain ASCII.</param>
    public LocalFileContent(LocalFile file, long length, string field)
    {
        (_file, _length) = (file, length);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        Headers.TryAddWithoutValidation(
            "Content-Disposition", $"form-data; name=\"{field}\"; {FormFileName.Parameters(Path.GetFileName(file.Path))}");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        CopyAsync(stream, cancellationToken);
#endif

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        CopyAsync(stream, CancellationToken.None);

    private async Task CopyAsync(Stream target, CancellationToken cancellationToken)
    {
        using FileStream source = _file.Open();
        if (source.Length != _length)
            throw Changed();

        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            for (long left = _length; left > 0;)
            {
                int read = await ReadAsync(source, buffer, (int)Math.Min(left, BufferLength), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    throw Changed();
#if NET
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
#else
                await target.WriteAsync(buffer, 0, read, cancellationToken).ConfigureAwait(false);
#endif
                left -= read;
            }
        }
        finally
        {
            // Files may be confidential.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private async Task<int> ReadAsync(FileStream source, byte[] buffer, int count, CancellationToken cancellationToken)
    {
        try
        {
#if NET
            return await source.ReadAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
#else
            return await source.ReadAsync(buffer, 0, count, cancellationToken).ConfigureAwait(false);
#endif
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw _file.Unreadable(e);
        }
    }

    private EvalException Changed() => _file.Invalid("its length changed after it was checked.");
}
