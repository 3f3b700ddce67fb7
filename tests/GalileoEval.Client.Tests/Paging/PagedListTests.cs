using System.Globalization;
using GalileoEval.Errors;
using GalileoEval.Paging;

namespace GalileoEval.Tests.Paging;

public class PagedListTests
{
    private readonly List<(string? Token, int Size)> _requests = [];

    [Fact]
    public async Task Reads_all_pages_of_a_list_with_tokens()
    {
        Assert.Equal(Enumerable.Range(0, 25), await ItemsOf(WithTokens(25, pageSize: 10)));
        Assert.Equal([(null, 10), ("10", 10), ("20", 10)], _requests);
    }

    [Fact]
    public async Task Reads_all_pages_of_a_list_with_numbers()
    {
        Assert.Equal(Enumerable.Range(0, 25), await ItemsOf(Numbered(25, pageSize: 10)));
        Assert.Equal([("0", 10), ("1", 10), ("2", 10)], _requests);
    }

    [Fact]
    public async Task Requests_a_page_when_its_first_item_is_wanted()
    {
        await foreach (int item in WithTokens(25, pageSize: 10))
        {
            Assert.Equal((item / 10) + 1, _requests.Count);
            if (item == 15)
                break;
        }

        Assert.Equal(2, _requests.Count);
    }

    [Theory]
    [InlineData(0, 3, "0*3")]
    [InlineData(3, 3, "1*3")]
    [InlineData(2, 3, "0*5")]
    [InlineData(9, 5, "0*10 1*10")]
    [InlineData(12, 20, "1*10 2*10")]
    [InlineData(20, 100, "2*10")]
    [InlineData(7, 0, "")]
    [InlineData(100, 5, "20*5")]
    public async Task Reads_a_part_of_a_list_with_numbers_in_as_few_requests_as_possible(int skip, int first, string requests)
    {
        List<int> items = await ItemsOf(Numbered(25, pageSize: 10), (ulong)skip, (ulong)first);

        Assert.Equal(Enumerable.Range(0, 25).Skip(skip).Take(first), items);
        Assert.Equal(requests, string.Join(' ', _requests.Select(request => $"{request.Token}*{request.Size}")));
    }

    [Fact]
    public async Task Requests_nothing_for_a_part_beyond_the_end_of_any_list()
    {
        Assert.Empty(await ItemsOf(Numbered(25, pageSize: 10), skip: ulong.MaxValue - 1, first: ulong.MaxValue));
        Assert.Empty(_requests);
    }

    [Theory]
    [InlineData(0, 4, 1)]
    [InlineData(0, 14, 2)]
    [InlineData(3, 4, 1)]
    [InlineData(12, 20, 3)]
    public async Task Reads_a_part_of_a_list_with_tokens(int skip, int first, int requests)
    {
        List<int> items = await ItemsOf(WithTokens(25, pageSize: 10), (ulong)skip, (ulong)first);

        Assert.Equal(Enumerable.Range(0, 25).Skip(skip).Take(first), items);
        Assert.Equal(requests, _requests.Count);
    }

    [Fact]
    public async Task Requests_no_more_items_than_wanted()
    {
        await ItemsOf(WithTokens(25, pageSize: 10), first: 14);
        Assert.Equal([(null, 10), ("10", 4)], _requests);
    }

    [Fact]
    public async Task Counts_the_items_of_a_list_with_numbers_in_one_request()
    {
        Assert.Equal(25, await Numbered(25, pageSize: 10).CountAsync(default));
        Assert.Equal([("0", 1)], _requests);
    }

    [Fact]
    public async Task Does_not_count_a_list_with_tokens() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => WithTokens(25, pageSize: 10).CountAsync(default));

    [Fact]
    public async Task Fails_when_the_list_has_no_end()
    {
        PagedList<int> list = PagedList.ByToken<int>(
            1, item => item.ToString(CultureInfo.InvariantCulture), (_, _, _) => Task.FromResult(new EvalPage<int> { Items = [1], NextToken = "t" }));

        EvalException error = await Assert.ThrowsAsync<EvalException>(() => ItemsOf(list));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }

    [Fact]
    public async Task Reads_a_whole_list_with_one_request() =>
        Assert.Equal([1, 2], await ItemsOf(PagedList.Whole(_ => Task.FromResult(new EvalList<int>([1, 2])))));

    [Fact]
    public async Task Passes_the_cancellation_token_to_the_request()
    {
        using CancellationTokenSource source = new();
        CancellationToken passed = default;
        PagedList<int> list = PagedList.Whole(cancellation =>
        {
            passed = cancellation;
            return Task.FromResult(new EvalList<int>([]));
        });

        await foreach (int item in list.WithCancellation(source.Token))
            Assert.Fail($"{item}");

        Assert.Equal(source.Token, passed);
    }

    private static async Task<List<int>> ItemsOf(PagedList<int> list, ulong skip = 0, ulong first = ulong.MaxValue)
    {
        List<int> items = [];
        await foreach (EvalPage<int> page in list.AsPages(skip, first))
            items.AddRange(page.Items);
        return items;
    }

    private PagedList<int> WithTokens(int count, int pageSize) => PagedList.ByToken<int>(pageSize, KeyOf, (token, size, _) =>
    {
        _requests.Add((token, size));
        int start = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
        int end = Math.Min(start + size, count);
        return Task.FromResult(new EvalPage<int>
        {
            Items = [.. Enumerable.Range(start, end - start)],
            NextToken = end < count ? end.ToString(CultureInfo.InvariantCulture) : null,
        });
    });

    private PagedList<int> Numbered(int count, int pageSize) => PagedList.ByNumber<int>(pageSize, KeyOf, (number, size, _) =>
    {
        _requests.Add((number.ToString(CultureInfo.InvariantCulture), size));
        int pages = (count + size - 1) / size;
        return Task.FromResult(new EvalPage<int>
        {
            Items = [.. Enumerable.Range(0, count).Skip(number * size).Take(size)],
            NextToken = number + 1 < pages ? (number + 1).ToString(CultureInfo.InvariantCulture) : null,
            TotalPages = pages,
        });
    });

    private static string KeyOf(int item) => item.ToString(CultureInfo.InvariantCulture);
}
