namespace GalileoEval.Analysis;

/// <summary>The kind of a score.</summary>
public enum ScoreValueKind : byte
{
    /// <summary>No value: pending, not applicable, cannot assess, null, NaN.</summary>
    Missing,

    /// <summary>No value because the item failed.</summary>
    Failed,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A label.</summary>
    Text,

    /// <summary>A set of labels.</summary>
    Labels,
}
