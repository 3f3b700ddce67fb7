namespace GalileoEval.Transport;

/// <summary>A successful (2xx) answer whose body has not been read yet.</summary>
public sealed class EvalResponse
{
    /// <summary>The body as it arrives, decompressed.</summary>
    public required Stream Body { get; init; }

    /// <summary>The media type, such as <c>application/json</c>; null when the answer names none.</summary>
    public string? MediaType { get; init; }
}
