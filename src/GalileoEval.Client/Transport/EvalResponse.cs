namespace GalileoEval.Transport;

/// <summary>A successful (2xx) answer whose body has not been read yet.</summary>
public sealed class EvalResponse
{
    /// <summary>The body as it arrives, decompressed.</summary>
    public required Stream Body { get; init; }

    /// <summary>The media type, such as <c>application/json</c>; null when the answer names none.</summary>
    public string? MediaType { get; init; }

    /// <summary>Takes the secrets of the connection out of a text of the answer. To be called before such a text is cut to
    /// length for an error: half a secret is one too. By default it changes nothing.</summary>
    public Func<string, string> Scrub { get; init; } = static text => text;
}
