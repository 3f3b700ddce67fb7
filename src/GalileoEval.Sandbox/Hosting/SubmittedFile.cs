namespace GalileoEval.Sandbox.Hosting;

/// <summary>A file of a form.</summary>
/// <param name="Name">The file name that was sent, without a folder.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record SubmittedFile(string Name, byte[] Content);
