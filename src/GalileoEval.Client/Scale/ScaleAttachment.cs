using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A file: of a message, or the value of an annotation of the type <c>file</c>. Which fields are set depends
/// on the kind of file, which the service does not return.</summary>
public sealed class ScaleAttachment : ScaleObject, IJsonText
{
    /// <summary>The name of the file.</summary>
    public string? Name { get; init; }

    /// <summary>The MIME type, such as <c>image/png</c>.</summary>
    public string? MimeType { get; init; }

    /// <summary>The source of the file.</summary>
    public string? Url { get; init; }

    /// <summary>The URL of the file at the service.</summary>
    public string? ScaleUrl { get; init; }

    /// <summary>The size of an image in bytes.</summary>
    public long? FileSizeInBytes { get; init; }

    /// <summary>The length of a recording in seconds.</summary>
    public double? Duration { get; init; }

    /// <summary>The transcript of a recording.</summary>
    public string? Transcript { get; init; }

    /// <summary>The URL of the transcript.</summary>
    public string? TranscriptUrl { get; init; }

    /// <summary>The start of the transcript in the recording, in seconds.</summary>
    public double? TranscriptStart { get; init; }

    /// <summary>The end of the transcript in the recording, in seconds.</summary>
    public double? TranscriptEnd { get; init; }

    /// <summary>The content of the file: Base64, or plain text.</summary>
    public string? Content { get; init; }

    bool IJsonText.IsPlain => false;

    string IJsonText.ToJson() => ScaleJson.TextOf(this);

    /// <summary>The name of the file, otherwise its address.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(Name ?? Url ?? ScaleUrl ?? MimeType);
}
