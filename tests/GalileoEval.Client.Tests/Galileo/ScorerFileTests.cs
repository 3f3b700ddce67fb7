using System.Diagnostics;
using System.Text;
using GalileoEval.Errors;
using GalileoEval.Galileo;

namespace GalileoEval.Tests.Galileo;

public sealed class ScorerFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<byte[], string> InvalidContents => new()
    {
        { [], "empty" },
        { Encoding.UTF8.GetBytes(" \r\n\t\n"), "white space" },
        { [0xEF, 0xBB, 0xBF], "white space" },
        { [0xEF, 0xBB, 0xBF, 0x0A], "white space" },
        { [(byte)'a', (byte)'\n', 0xE9, (byte)'b'], "not UTF-8 (line 2)" },
        { [(byte)'a', 0xE2, 0x82], "not UTF-8 (line 1)" },
        { [(byte)'a', (byte)'\n', 0x00], "zero byte (line 2)" },
        { [0xFF, 0xFE, (byte)'a', 0x00], "UTF-16" },
        { [0xFE, 0xFF, 0x00, (byte)'a'], "UTF-16" },
    };

    [Theory]
    [MemberData(nameof(InvalidContents))]
    public async Task Content_that_is_not_Python_text_is_rejected(byte[] content, string reason) =>
        await AssertRejectedAsync(_folder.Write("scorer.py", content), reason);

    [Fact]
    public async Task A_missing_file_is_rejected() =>
        await AssertRejectedAsync(Path.Combine(_folder.Path, "none.py"), "does not exist");

    [Fact]
    public async Task A_path_below_a_file_is_rejected() =>
        await AssertRejectedAsync(Path.Combine(_folder.Write("scorer.py", "x = 1"), "below.py"), "cannot be sent");

    [Fact]
    public async Task A_directory_is_rejected() => await AssertRejectedAsync(_folder.Path, "directory");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public async Task An_invalid_path_is_rejected(string path) => await AssertRejectedAsync(path, "path");

    [Fact]
    public async Task A_huge_file_is_rejected_without_reading_it()
    {
        string huge = Path.Combine(_folder.Path, "huge.py");
        await using (FileStream file = new(huge, FileMode.CreateNew))
            file.SetLength(5L << 30);
        await AssertRejectedAsync(huge, "larger than 16 MB");
    }

    [Fact]
    public async Task A_pipe_is_rejected_without_blocking()
    {
        if (OperatingSystem.IsWindows())
            return;

        string pipe = Path.Combine(_folder.Path, "pipe.py");
        using (Process make = Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync();
        string link = Path.Combine(_folder.Path, "link.py");
        File.CreateSymbolicLink(link, pipe);

        // A regression would hang in open(2), so each check runs on another thread.
        await Task.Run(() => AssertRejectedAsync(pipe, "not a regular file")).WaitAsync(TimeSpan.FromSeconds(30));
        await Task.Run(() => AssertRejectedAsync(link, "not a regular file")).WaitAsync(TimeSpan.FromSeconds(30));
        await AssertRejectedAsync("/dev/zero", "not a regular file");
    }

    [Fact]
    public async Task A_broken_link_is_rejected()
    {
        string link = Path.Combine(_folder.Path, "link.py");
        File.CreateSymbolicLink(link, Path.Combine(_folder.Path, "gone.py"));

        await AssertRejectedAsync(link, "does not exist");
    }

    [Fact]
    public async Task A_link_to_a_file_is_followed_and_keeps_its_own_name()
    {
        string link = Path.Combine(_folder.Path, "link.py");
        File.CreateSymbolicLink(link, _folder.Write("scorer.py", "x = 1"));

        ScorerFile file = await ScorerFile.OpenAsync(link, default);

        Assert.Equal(link, file.Path);
        using HttpContent content = file.ToContent();
        Assert.Equal("x = 1", await content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_character_can_span_two_chunks()
    {
        // 3-byte characters never end at a chunk boundary.
        string text = "# " + new string('€', 20_000) + "\n\n" + new string('a', 40_000);
        ScorerFile file = await ScorerFile.OpenAsync(_folder.Write("scorer.py", text), default);

        using HttpContent content = file.ToContent();
        Assert.Equal(text, await content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_error_far_into_the_file_is_reported_with_its_line()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x = 1\n", 10_000))), 0xFF];

        await AssertRejectedAsync(_folder.Write("scorer.py", content), "line 10001");
    }

    [Fact]
    public async Task A_byte_order_mark_and_leading_white_space_are_accepted()
    {
        ScorerFile file = await ScorerFile.OpenAsync(
            _folder.Write("scorer.py", [0xEF, 0xBB, 0xBF, .. "\n\nx = 1"u8]), default);

        using HttpContent content = file.ToContent();
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "\n\nx = 1"u8], await content.ReadAsByteArrayAsync());
        Assert.Equal("text/x-python", content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_file_is_opened_for_each_attempt()
    {
        ScorerFile file = await ScorerFile.OpenAsync(_folder.Write("scorer.py", "x = 1"), default);

        for (int attempt = 0; attempt < 2; attempt++)
        {
            using HttpContent content = file.ToContent();
            Assert.Equal("x = 1", await content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_file_deleted_before_it_is_sent_is_an_EvalException()
    {
        ScorerFile file = await ScorerFile.OpenAsync(_folder.Write("scorer.py", "x = 1"), default);
        File.Delete(file.Path);

        EvalException error = Assert.Throws<EvalException>(file.ToContent);

        Assert.Equal(EvalErrorCondition.InvalidFile, error.Condition);
    }

    [Fact]
    public async Task Cancellation_ends_the_check()
    {
        string path = _folder.Write("scorer.py", "x = 1");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ScorerFile.OpenAsync(path, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertRejectedAsync(string path, string reason)
    {
        EvalException error = await Assert.ThrowsAsync<EvalException>(() => ScorerFile.OpenAsync(path, default));

        Assert.Equal(EvalErrorCondition.InvalidFile, error.Condition);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(path.Replace("\0", "", StringComparison.Ordinal)).Trim(), error.Message, StringComparison.Ordinal);
    }
}
