using System.Net;

namespace GalileoEval.Sandbox.Hosting;

/// <summary>A serialized response.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Body">The body.</param>
internal sealed record Reply(int Status, string ContentType, byte[] Body)
{
    public const string Json = "application/json";

    private static readonly TimeSpan LongestStall = TimeSpan.FromMinutes(10);

    /// <summary>Additional headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How the response ends.</summary>
    public ReplyEnding Ending { get; init; }

    /// <summary>Sends the response, unless the connection is closed without one.</summary>
    public async Task SendAsync(HttpListenerResponse response, TimeProvider clock, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        foreach (KeyValuePair<string, string> header in Headers)
            response.AddHeader(header.Key, header.Value);
        response.ContentType = ContentType;
        response.ContentLength64 = Body.Length;
        int length = Ending == ReplyEnding.Complete ? Body.Length : Body.Length / 2;
        using MemoryStream content = new(Body, 0, length);
        await content.CopyToAsync(response.OutputStream, 81920, cancellationToken).ConfigureAwait(false);
        if (Ending == ReplyEnding.Complete)
        {
            response.Close();
            return;
        }

        await response.OutputStream.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (Ending == ReplyEnding.StallHalfWay)
            await clock.WaitAsync(LongestStall, cancellationToken).ConfigureAwait(false);
        response.Abort();
    }
}

/// <summary>How a response ends.</summary>
internal enum ReplyEnding
{
    /// <summary>The response is complete.</summary>
    Complete,

    /// <summary>The connection is closed before the first byte.</summary>
    Reset,

    /// <summary>The connection is closed halfway through the body.</summary>
    CutHalfWay,

    /// <summary>Sending stops halfway through the body, and the connection stays open.</summary>
    StallHalfWay,
}
