namespace GalileoEval.Sandbox.Hosting;

/// <summary>A file of a form.</summary>
/// <param name="Name">What the sender calls it, without any folder.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record SubmittedFile(string Name, byte[] Content);
