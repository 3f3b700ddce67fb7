namespace GalileoEval.Sandbox.Galileo;

/// <summary>A project.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
internal sealed record Project(string Id, string Name, DateTime CreatedAt);
