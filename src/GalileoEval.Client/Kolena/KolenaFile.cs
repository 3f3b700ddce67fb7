using GalileoEval.Errors;
using GalileoEval.Text;
using GalileoEval.Transport;

namespace GalileoEval.Kolena;

/// <summary>A file for an agent to read, checked and ready to send (a part <c>files</c> of
/// <c>POST /api/v1/client/agents/{agent_id}/runs</c>). It is streamed from disk, never completely in memory.</summary>
public sealed class KolenaFile
{
    private readonly LocalFile _file;

    private KolenaFile(string path)
    {
        _file = new LocalFile(path, Invalid);
        using FileStream stream = _file.Open();
        Length = stream.Length;
    }

    /// <summary>The full path.</summary>
    public string Path => _file.Path;

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>Checks that a file can be sent: it exists, is a regular file, is not empty and can be read.</summary>
    /// <param name="path">The path, without wildcards; relative to the process's directory.</param>
    /// <returns>The file.</returns>
    /// <exception cref="EvalException"><see cref="EvalErrorCondition.InvalidFile"/>: the message names the path and the
    /// reason.</exception>
    public static KolenaFile Open(string path) => new(path);

    /// <summary>Creates the form part with the file, which is opened when it is sent.</summary>
    internal HttpContent ToContent() => new LocalFileContent(_file, Length, "files");

    private static EvalException Invalid(string? path, string reason, Exception? cause) =>
        new(EvalErrorCondition.InvalidFile, $"The file '{EvalText.OneLine(path)}' cannot be sent: {reason}", cause)
        {
            Service = EvalService.Kolena,
            RecommendedAction = "Specify the path of a file that the agent can read, such as a PDF.",
        };
}
