namespace GalileoEval.Sandbox.Hosting;

/// <summary>A file of a form.</summary>
/// <param name="Name">The file name that was sent, without a folder.</param>
/// <param name="Content">The bytes; only the beginning of a long upload.</param>
internal sealed record SubmittedFile(string Name, byte[] Content)
{
    /// <summary>The number of bytes in the upload.</summary>
    public long Length { get; init; } = Content.Length;

    /// <summary>The SHA-256 hash of all bytes in the upload.</summary>
    public byte[] Hash { get; init; } = [];
}
