using System.Net.Http.Headers;
using System.Text;

namespace GalileoEval.Tests.Galileo;

/// <summary>One part of a recorded form, read from its bytes as a server would.</summary>
internal sealed record MultipartPart(IReadOnlyDictionary<string, string> Headers, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);

    public string Name => ContentDispositionHeaderValue.Parse(Headers["Content-Disposition"]).Name!.Trim('"');

    public static IReadOnlyList<MultipartPart> Read(RecordedRequest request)
    {
        MediaTypeHeaderValue type = MediaTypeHeaderValue.Parse(request.ContentType!);
        Assert.Equal("multipart/form-data", type.MediaType);
        string boundary = type.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');

        // Latin-1 keeps every byte as one character.
        string body = Encoding.Latin1.GetString(request.Body!);
        string[] pieces = ("\r\n" + body).Split($"\r\n--{boundary}");
        Assert.Equal("", pieces[0]);
        Assert.Equal("--\r\n", pieces[^1]);
        return [.. pieces[1..^1].Select(ReadPart)];
    }

    private static MultipartPart ReadPart(string piece)
    {
        int end = piece.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Dictionary<string, string> headers = piece[2..end]
            .Split("\r\n")
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new MultipartPart(headers, Encoding.Latin1.GetBytes(piece[(end + 4)..]));
    }
}
