namespace GalileoEval.Sandbox.Hosting;

/// <summary>A file of a form.</summary>
/// <param name="Name">The file name that was sent, without a folder.</param>
/// <param name="Content">Its bytes; of a long upload only its beginning.</param>
internal sealed record SubmittedFile(string Name, byte[] Content)
{
    /// <summary>How many bytes were sent.</summary>
    public long Length { get; init; } = Content.Length;

    /// <summary>The SHA-256 hash of all bytes that were sent.</summary>
    public byte[] Hash { get; init; } = [];
}
