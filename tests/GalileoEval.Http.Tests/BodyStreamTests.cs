using GalileoEval.Http.Tests.Support;
using GalileoEval.Http.Wire;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

/// <summary>The streams around the bodies of requests and responses.</summary>
public sealed class BodyStreamTests
{
    [Fact]
    public async Task Every_way_to_write_is_counted_and_arrives()
    {
        List<long> counts = [];
        using MemoryStream target = new();
        await using BufferedStream buffered = new(target, 1000);
        await using CountingStream body = new(buffered, counts.Add);

        body.Write([9, 1, 9], 1, 1);
        body.Flush();
        Assert.Equal([1], target.ToArray());

        using ByteArrayContent content = new([9, 2, 3], 1, 2);
        await content.CopyToAsync(body);
        await body.WriteAsync(new byte[] { 4, 5, 6 }.AsMemory(), CancellationToken.None);
        await body.FlushAsync();
        Assert.Equal([1, 2, 3, 4, 5, 6], target.ToArray());
        Assert.Equal([1L, 3L, 6L], counts);
    }

    [Fact]
    public async Task The_body_of_a_request_is_only_written_forwards()
    {
        using MemoryStream target = new();
        await using CountingStream body = new(target, _ => { });

        Assert.True(body.CanWrite);
        Assert.False(body.CanRead);
        Assert.Throws<NotSupportedException>(() => body.Read(new byte[1], 0, 1));
        AssertNotSeekable(body);
    }

    [Fact]
    public async Task The_body_of_a_response_is_only_read_forwards()
    {
        using Connection connection = new(new StubHandler().Respond("12345"));

        string text = await connection.SendAsync(
            new EvalRequest { Operation = "get task", Path = "v2/task" },
            (response, _) =>
            {
                Stream body = response.Body;
                Assert.True(body.CanRead);
                Assert.False(body.CanWrite);
                Assert.Throws<NotSupportedException>(() => body.Write([1], 0, 1));
                body.Flush();
                AssertNotSeekable(body);
                byte[] read = new byte[5];
                body.ReadExactly(read);
                return Task.FromResult(System.Text.Encoding.ASCII.GetString(read));
            });

        Assert.Equal("12345", text);
    }

    private static void AssertNotSeekable(Stream body)
    {
        Assert.False(body.CanSeek);
        Assert.Throws<NotSupportedException>(() => body.Length);
        Assert.Throws<NotSupportedException>(() => body.Position);
        Assert.Throws<NotSupportedException>(() => body.Position = 0);
        Assert.Throws<NotSupportedException>(() => body.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => body.SetLength(0));
    }
}
