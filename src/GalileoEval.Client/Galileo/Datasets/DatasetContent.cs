using System.Net.Http.Headers;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Transport;

namespace GalileoEval.Galileo.Datasets;

/// <summary>The rows of a new dataset: a file, streamed from disk, or rows in memory.</summary>
public sealed class DatasetContent
{
    /// <summary>The formats: CSV, JSON and JSON Lines.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csv", "json", "jsonl"];

    private readonly Func<Stream> _open;
    private readonly string _fileName;

    private DatasetContent(string format, string fileName, Func<Stream> open) => (Format, _fileName, _open) = (format, fileName, open);

    /// <summary>The format, one of <see cref="Formats"/>.</summary>
    public string Format { get; }

    /// <summary>Checks that a file can be sent: it exists, is not empty, and can be read.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="format">One of <see cref="Formats"/>; null to take it from the extension of the path.</param>
    /// <returns>The content.</returns>
    /// <exception cref="EvalException">InvalidFile: it cannot be sent. InvalidArgument: the format is unknown.</exception>
    public static DatasetContent FromFile(string path, string? format)
    {
        string name = Path.GetFileName(path);
        string wanted = (format ?? Path.GetExtension(path).TrimStart('.')).ToLowerInvariant();
        if (!Formats.Contains(wanted))
        {
            throw GalileoArgument.Invalid(
                $"The format of the dataset file '{name}' is not known: it must be {string.Join(", ", Formats)}.");
        }

        LocalFile file = new(path, Invalid);
        file.Open().Dispose();
        return new DatasetContent(wanted, name, file.Open);
    }

    /// <summary>Creates content from rows.</summary>
    /// <param name="rows">The rows, each a JSON object, with a value per column.</param>
    /// <returns>The content.</returns>
    public static DatasetContent FromRows(IReadOnlyList<string> rows)
    {
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(rows.Select(static row => row + "\n")));
        return new DatasetContent("jsonl", "rows.jsonl", () => new MemoryStream(lines, writable: false));
    }

    /// <summary>Creates the form part with the content.</summary>
    internal HttpContent ToContent()
    {
        StreamContent content = new(_open());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.TryAddWithoutValidation(
            "Content-Disposition", $"form-data; name=\"file\"; {FormFileName.Parameters(_fileName)}");
        return content;
    }

    private static EvalException Invalid(string? path, string reason, Exception? cause) =>
        new(EvalErrorCondition.InvalidFile, $"Galileo: the dataset file '{path}' cannot be sent: {reason}", cause)
        {
            Service = EvalService.Galileo,
            RecommendedAction = "Use the path of a CSV, JSON or JSON Lines file that can be read and has rows.",
        };
}
