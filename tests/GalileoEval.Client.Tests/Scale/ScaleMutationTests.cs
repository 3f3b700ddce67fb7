using System.Text;
using GalileoEval.Errors;
using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

/// <summary>Whatever arrives, reading gives a task or an invalid response, and a task that was read can be shown.</summary>
public sealed class ScaleMutationTests
{
    private static readonly byte[][] Samples =
        [ScaleReading.Bytes(ScaleSamples.Full), ScaleReading.Bytes(ScaleSamples.WithAnnotations(ScaleSamples.Annotations))];

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task Every_truncated_response_is_an_InvalidResponse_error(int sample, bool isLong)
    {
        byte[] body = Samples[sample];
        for (int length = 0; length < body.Length; length++)
        {
            EvalException error = await Assert.ThrowsAsync<EvalException>(
                () => ScaleReading.BytesAsync(body.AsMemory(0, length), piece: 4096, isLong));
            Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        }

        Assert.NotEmpty((await ScaleReading.BytesAsync(body, piece: 4096, isLong)).Threads);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task Every_changed_byte_results_in_a_task_or_an_InvalidResponse_error(int sample, bool isLong)
    {
        byte[] body = Samples[sample];
        byte[] structural = "\"{}[]:,\\0n"u8.ToArray();
        int read = 0;
        int rejected = 0;
        for (int at = 0; at < body.Length; at++)
        {
            byte original = body[at];
            foreach (byte changed in (byte[])[(byte)(original ^ (1 << (at % 8))), structural[at % structural.Length], 0xff])
            {
                body[at] = changed;
                try
                {
                    ScaleTask task = await ScaleReading.BytesAsync(body, piece: 4096, isLong);
                    if (read++ % 8 == 0)
                        Assert.NotEmpty(ObjectWalker.TextsOf(task));
                }
                catch (EvalException e) when (e.Condition == EvalErrorCondition.InvalidResponse)
                {
                    rejected++;
                }
                catch (Exception e)
                {
                    Assert.Fail($"Byte {at} changed to 0x{changed:x2} near '{Near(body, at)}': {e}");
                }
            }

            body[at] = original;
        }

        // Both must happen, or nothing was tested.
        Assert.True(read > body.Length / 4, $"{read} read");
        Assert.True(rejected > body.Length / 4, $"{rejected} rejected");
    }

    private static string Near(byte[] body, int at) =>
        Encoding.UTF8.GetString(body, Math.Max(0, at - 20), Math.Min(40, body.Length - Math.Max(0, at - 20)));
}
