using System.Text;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Transport;

public class ResponseBodyTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(16 * 1024, true)]
    [InlineData(200_000, true)]
    [InlineData(ResponseBody.MaximumLength - 1, true)]
    [InlineData(ResponseBody.MaximumLength, false)]
    [InlineData(2_000_000, false)]
    public async Task Beginning_and_stream_contain_every_byte(int length, bool isWhole)
    {
        byte[] sent = new byte[length];
        new Random(1).NextBytes(sent);
        using MemoryStream body = new(sent);
        using ResponseBody response = new(body);

        Assert.Equal(isWhole, await response.ReadBeginningAsync(CancellationToken.None));

        byte[] beginning = response.Beginning.ToArray();
        Assert.Equal(sent[..beginning.Length], beginning);
        Assert.Equal(Math.Min(length, ResponseBody.MaximumLength), beginning.Length);
        using MemoryStream read = new();
        await response.CopyToAsync(read);
        Assert.Equal(sent, read.ToArray());
    }

    [Fact]
    public async Task A_stream_that_is_read_synchronously_contains_every_byte()
    {
        byte[] sent = new byte[ResponseBody.MaximumLength + 1000];
        new Random(2).NextBytes(sent);
        using MemoryStream body = new(sent);
        using ResponseBody response = new(body);
        await response.ReadBeginningAsync(CancellationToken.None);

        using MemoryStream read = new();
        byte[] buffer = new byte[777];
        for (int count = response.Read(buffer, 0, buffer.Length); count > 0; count = response.Read(buffer, 0, buffer.Length))
            read.Write(buffer, 0, count);

        Assert.Equal(sent, read.ToArray());
    }

    [Fact]
    public void A_body_is_only_read_forwards()
    {
        using MemoryStream body = new([1]);
        using ResponseBody response = new(body);

        Assert.Equal((true, false, false), (response.CanRead, response.CanWrite, response.CanSeek));
        response.Flush();
        Assert.Throws<NotSupportedException>(() => response.Length);
        Assert.Throws<NotSupportedException>(() => response.Position);
        Assert.Throws<NotSupportedException>(() => response.Position = 0);
        Assert.Throws<NotSupportedException>(() => response.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => response.SetLength(0));
        Assert.Throws<NotSupportedException>(() => response.Write([1], 0, 1));
    }

    [Fact]
    public async Task The_byte_order_mark_is_not_part_of_the_text()
    {
        using MemoryStream body = new([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}']);
        using ResponseBody response = new(body);

        await response.ReadBeginningAsync(CancellationToken.None);

        Assert.Equal("{}", Encoding.UTF8.GetString(response.Beginning));
        Assert.Equal("{}", response.ReadWords());
    }

    [Fact]
    public async Task An_error_message_is_searched_in_the_first_64_KiB()
    {
        using MemoryStream body = new(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        using ResponseBody response = new(body);

        await response.ReadBeginningAsync(CancellationToken.None);

        Assert.Equal(64 * 1024, response.ReadWords().Length);
    }
}
