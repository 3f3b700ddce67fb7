namespace GalileoEval.Sandbox.Galileo;

/// <summary>A project.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
internal sealed record Project(string Id, string Name, DateTime CreatedAt);
