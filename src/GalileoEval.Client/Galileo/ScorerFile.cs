using System.Net.Http.Headers;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Galileo;

/// <summary>
/// The file of a code scorer, checked and ready to send (the part <c>file</c> of
/// <c>POST /v2/scorers/code/validate</c> and similar operations). Streamed from disk, never completely in memory.
/// </summary>
public sealed class ScorerFile
{
    // Far larger than any source file, and harmless if sent by mistake.
    private const long LargestFile = 16L * 1024 * 1024;

    private readonly LocalFile _file;

    private ScorerFile(string path) => _file = new LocalFile(path, Invalid);

    /// <summary>The full path.</summary>
    public string Path => _file.Path;

    /// <summary>Checks that a file can be sent: it exists, is a regular file of at most 16 MB, can be read, contains more
    /// than white space, and is valid UTF-8 (with or without a byte order mark).</summary>
    /// <param name="path">The path, without wildcards; relative to the process's directory.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The file.</returns>
    /// <exception cref="EvalException"><see cref="EvalErrorCondition.InvalidFile"/>: the message names the path and the
    /// reason.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<ScorerFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        ScorerFile file = new(path);
        await file.CheckAsync(cancellationToken).ConfigureAwait(false);
        return file;
    }

    /// <summary>Creates the form part with the file, which it opens.</summary>
    internal HttpContent ToContent()
    {
        FileStream stream = Open();
        StreamContent content = new(stream, LocalFile.ChunkSize);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/x-python");
        content.Headers.TryAddWithoutValidation(
            "Content-Disposition", $"form-data; name=\"file\"; {FormFileName.Parameters(System.IO.Path.GetFileName(Path))}");
        return content;
    }

    private FileStream Open()
    {
        FileStream stream = _file.Open();
        if (stream.Length <= LargestFile)
            return stream;

        stream.Dispose();
        throw _file.Invalid($"it is larger than {LargestFile / (1024 * 1024)} MB: that is not a scorer file.");
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        using FileStream stream = Open();
        Decoder decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        byte[] bytes = new byte[LocalFile.ChunkSize];
        char[] chars = new char[LocalFile.ChunkSize + 1];
        bool hasText = false;
        int line = 1;
        int length;
        bool first = true;
        do
        {
            length = await ReadAsync(stream, bytes, cancellationToken).ConfigureAwait(false);
            if (first && length >= 2 && (bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
                throw _file.Invalid("it is UTF-16 or UTF-32; save it as UTF-8.");

            first = false;
            int count;
            try
            {
                count = decoder.GetChars(bytes, 0, length, chars, 0, flush: length == 0);
            }
            catch (DecoderFallbackException e)
            {
                throw _file.Invalid($"it is not UTF-8 (line {line + NewLines(bytes, Math.Min(e.Index, length))}).", e);
            }

            int zero = Array.IndexOf(bytes, (byte)0, 0, length);
            if (zero >= 0)
                throw _file.Invalid($"it contains a zero byte (line {line + NewLines(bytes, zero)}): it is not a text file, or not UTF-8.");

            line += NewLines(bytes, length);
            hasText = hasText || chars.Take(count).Any(IsText);
        }
        while (length > 0);

        if (!hasText)
            throw _file.Invalid("it contains only white space.");
    }

    private async Task<int> ReadAsync(FileStream stream, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
#if NET
            return await stream.ReadAsync(bytes, cancellationToken).ConfigureAwait(false);
#else
            return await stream.ReadAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);
#endif
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw _file.Unreadable(e);
        }
    }

    private static int NewLines(byte[] bytes, int length)
    {
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            if (bytes[i] == (byte)'\n')
                count++;
        }

        return count;
    }

    private static bool IsText(char c) => !char.IsWhiteSpace(c) && c != '\uFEFF';

    private static EvalException Invalid(string? path, string reason, Exception? cause) =>
        new(EvalErrorCondition.InvalidFile, $"The scorer file '{EvalText.OneLine(path)}' cannot be sent: {reason}", cause)
        {
            Service = EvalService.Galileo,
            RecommendedAction = "Specify the path of a Python file in UTF-8 that defines scorer_fn.",
        };
}
