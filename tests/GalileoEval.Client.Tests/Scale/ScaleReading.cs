using System.Text;
using System.Text.RegularExpressions;
using GalileoEval.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Scale;

/// <summary>Reads answers the way a cmdlet does: through the client.</summary>
internal static class ScaleReading
{
    public static async Task<ScaleTask> TaskAsync(string json)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(json);
        return await new ScaleClient(transport).GetTaskAsync(IdOf(json, "task_id") ?? "task_1", null, null, CancellationToken.None);
    }

    public static async Task<ScaleBatch> BatchAsync(string json)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Scale).Returns(json);
        return await new ScaleClient(transport).GetBatchAsync(IdOf(json, "id") ?? "batch_1", null, CancellationToken.None);
    }

    public static async Task<ScaleAnnotation> AnnotationAsync(string json)
    {
        ScaleTask task = await TaskAsync(ScaleSamples.WithAnnotations(json));
        return Assert.Single(Assert.Single(task.Threads).Annotations);
    }

    /// <summary>Reads bytes, not necessarily valid text, that arrive in small pieces. A long body starts with so much white space that
    /// it is read incrementally.</summary>
    public static Task<ScaleTask> BytesAsync(ReadOnlyMemory<byte> body, int piece, bool isLong)
    {
        PiecewiseTransport transport = new(body, piece, isLong ? ResponseBody.MaximumLength : 0);
        return new ScaleClient(transport).GetTaskAsync(
            IdOf(Encoding.UTF8.GetString(body.Span), "task_id") ?? "task_1", null, null, CancellationToken.None);
    }

    public static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);

    // The service responds with what was requested: the request takes its ID from the response.
    private static string? IdOf(string json, string member) =>
        Regex.Match(json, $"\"{member}\": ?\"(?<id>[A-Za-z0-9_-]+)\"") is { Success: true } match ? match.Groups["id"].Value : null;
}
