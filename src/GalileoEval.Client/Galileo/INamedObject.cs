namespace GalileoEval.Galileo;

/// <summary>What Galileo keeps under a name beside its id, so that a user can give either.</summary>
public interface INamedObject
{
    /// <summary>Galileo.</summary>
    EvalService Service { get; }

    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The id, a UUID.</summary>
    string Id { get; }
}
