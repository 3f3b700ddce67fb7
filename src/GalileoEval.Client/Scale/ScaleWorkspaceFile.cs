using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A file that was created in a workspace.</summary>
public sealed class ScaleWorkspaceFile : ScaleObject
{
    /// <summary>The name of the file.</summary>
    public string? FileName { get; init; }

    /// <summary>The programming language of the file.</summary>
    public string? FileLanguage { get; init; }

    /// <summary>The source of the file.</summary>
    public string? Url { get; init; }

    /// <summary>The URL of the file at the service.</summary>
    public string? ScaleUrl { get; init; }

    /// <summary>The text of the file.</summary>
    public string? FileContent { get; init; }

    /// <summary>The name of the file, else its address.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(FileName ?? Url ?? ScaleUrl);
}
