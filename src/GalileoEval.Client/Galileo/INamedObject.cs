namespace GalileoEval.Galileo;

/// <summary>An object with a name and an ID. Users can specify either.</summary>
public interface INamedObject
{
    /// <summary>Galileo.</summary>
    EvalService Service { get; }

    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The ID, a UUID.</summary>
    string Id { get; }
}
