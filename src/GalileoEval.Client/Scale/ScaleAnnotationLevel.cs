namespace GalileoEval.Scale;

/// <summary>What of a task an annotation is about.</summary>
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
}
