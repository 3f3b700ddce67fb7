namespace GalileoEval.Transport;

/// <summary>A successful (2xx) response whose body has not been read yet.</summary>
public sealed class EvalResponse
{
    /// <summary>The body as a stream, decompressed.</summary>
    public required Stream Body { get; init; }

    /// <summary>The media type, such as <c>application/json</c>; null if the response has none.</summary>
    public string? MediaType { get; init; }

    /// <summary>The version of the object (the header ETag); null if the response has none.</summary>
    public string? Tag { get; init; }

    /// <summary>Masks the secrets of the connection in a text of the response. Call it before the text is truncated for an
    /// error, because a truncated secret would not be recognized. By default it changes nothing.</summary>
    public Func<string, string> Scrub { get; init; } = static text => text;
}
