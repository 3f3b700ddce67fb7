namespace GalileoEval.Scale;

/// <summary>The part of a task that an annotation belongs to.</summary>
public enum ScaleAnnotationLevel
{
    /// <summary>A whole thread.</summary>
    Thread,

    /// <summary>A turn of a thread.</summary>
    Turn,

    /// <summary>A message of a turn.</summary>
    Message,

    /// <summary>A piece of a message.</summary>
    Chunk,

    /// <summary>A rubric: a criterion that a turn defines, or the score of a message by a rubric or by one of its
    /// criteria.</summary>
    Rubric,
}
