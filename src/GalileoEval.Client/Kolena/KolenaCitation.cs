using GalileoEval.Json;
using GalileoEval.Text;

namespace GalileoEval.Kolena;

/// <summary>The source of a value: pages of a file, or a web page.</summary>
public sealed record KolenaCitation : TolerantObject
{
    /// <summary>The name of the file; null for a web page.</summary>
    public string? File { get; init; }

    /// <summary>The pages of the file, from 1.</summary>
    public EvalList<long> Pages { get; init; } = EvalList<long>.None;

    /// <summary>The address of the web page; null for a file.</summary>
    public string? Url { get; init; }

    /// <summary>The title of the web page.</summary>
    public string? Title { get; init; }

    /// <summary>The cited text.</summary>
    public string? CitedText { get; init; }

    /// <summary>The file with its pages, or the address.</summary>
    /// <returns>Such as <c>invoice.pdf p. 2, 5</c>.</returns>
    public override string ToString() =>
        EvalText.Shown(File is null ? Url : Pages.Count == 0 ? File : $"{File} p. {string.Join(", ", Pages)}");
}
