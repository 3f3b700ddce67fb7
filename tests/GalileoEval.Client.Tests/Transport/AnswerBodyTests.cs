using System.Text;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Transport;

public class AnswerBodyTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(16 * 1024, true)]
    [InlineData(200_000, true)]
    [InlineData(AnswerBody.MaximumLength - 1, true)]
    [InlineData(AnswerBody.MaximumLength, false)]
    [InlineData(2_000_000, false)]
    public async Task The_beginning_and_the_stream_hold_every_byte(int length, bool isWhole)
    {
        byte[] sent = new byte[length];
        new Random(1).NextBytes(sent);
        using MemoryStream body = new(sent);
        using AnswerBody answer = new(body);

        Assert.Equal(isWhole, await answer.ReadBeginningAsync(CancellationToken.None));

        byte[] beginning = answer.Beginning.ToArray();
        Assert.Equal(sent[..beginning.Length], beginning);
        Assert.Equal(Math.Min(length, AnswerBody.MaximumLength), beginning.Length);
        using MemoryStream read = new();
        await answer.CopyToAsync(read);
        Assert.Equal(sent, read.ToArray());
    }

    [Fact]
    public async Task A_stream_that_is_read_without_waiting_holds_every_byte()
    {
        byte[] sent = new byte[AnswerBody.MaximumLength + 1000];
        new Random(2).NextBytes(sent);
        using MemoryStream body = new(sent);
        using AnswerBody answer = new(body);
        await answer.ReadBeginningAsync(CancellationToken.None);

        using MemoryStream read = new();
        byte[] buffer = new byte[777];
        for (int count = answer.Read(buffer, 0, buffer.Length); count > 0; count = answer.Read(buffer, 0, buffer.Length))
            read.Write(buffer, 0, count);

        Assert.Equal(sent, read.ToArray());
    }

    [Fact]
    public async Task The_mark_of_the_encoding_is_no_part_of_the_text()
    {
        using MemoryStream body = new([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}']);
        using AnswerBody answer = new(body);

        await answer.ReadBeginningAsync(CancellationToken.None);

        Assert.Equal("{}", Encoding.UTF8.GetString(answer.Beginning));
        Assert.Equal("{}", answer.ReadWords());
    }

    [Fact]
    public async Task Words_are_looked_for_in_the_first_64_KiB()
    {
        using MemoryStream body = new(Encoding.UTF8.GetBytes(new string('x', 100_000)));
        using AnswerBody answer = new(body);

        await answer.ReadBeginningAsync(CancellationToken.None);

        Assert.Equal(64 * 1024, answer.ReadWords().Length);
    }
}
