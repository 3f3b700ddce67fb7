using GalileoEval.Errors;
using GalileoEval.Paging;

namespace GalileoEval.Tests.Paging;

public class PageGuardTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b", "a")]
    [InlineData("a", "b", "c", "d", "b")]
    public void A_repeated_token_ends_the_list(params string[] tokens)
    {
        PageGuard guard = new();
        foreach (string token in tokens[..^1])
            guard.Check(token, [token]);

        EvalException error = Assert.Throws<EvalException>(() => guard.Check(tokens[^1], ["new"]));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.Equal("The service sent the same page twice: the list has no end.", error.Message);
        Assert.Contains("-First", error.RecommendedAction);
        Assert.False(error.IsTransient);
    }

    [Fact]
    public void Pages_that_only_repeat_known_items_end_the_list()
    {
        PageGuard guard = new();
        guard.Check("1", ["x", "y"]);
        guard.Check("2", ["y"]);

        EvalException error = Assert.Throws<EvalException>(() => guard.Check("3", ["y", "x"]));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
        Assert.EndsWith("the list has no end.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_page_of_known_items_does_not_end_the_list()
    {
        PageGuard guard = new();
        for (int page = 0; page < 100; page++)
            guard.Check($"{page}", page % 2 == 0 ? [$"item {page}"] : [$"item {page - 1}"]);
    }

    [Fact]
    public void Items_without_an_ID_are_treated_as_new()
    {
        PageGuard guard = new();
        for (int page = 0; page < 1000; page++)
            guard.Check($"{page}", [null]);
    }

    [Fact]
    public void Pages_without_items_end_the_list_after_a_hundred()
    {
        PageGuard guard = new();
        for (int page = 0; page < 100; page++)
            guard.Check($"{page}", []);

        Assert.Throws<EvalException>(() => guard.Check("100", []));
    }

    [Fact]
    public void The_last_page_can_repeat_items()
    {
        PageGuard guard = new();
        guard.Check("1", ["x"]);
        guard.Check("2", ["x"]);
        guard.Check(null, ["x"]);
    }

    [Fact]
    public void A_long_list_uses_bounded_memory()
    {
        PageGuard guard = new();
        string[] item = [""];
        long before = GC.GetAllocatedBytesForCurrentThread();
        long names = 0;
        for (int page = 0; page < 3 * PageGuard.MaximumHashes; page++)
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            item[0] = page.ToString(System.Globalization.CultureInfo.InvariantCulture);
            names += GC.GetAllocatedBytesForCurrentThread() - start;
            guard.Check(item[0], item);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before - names, 0, 128L * PageGuard.MaximumHashes + (64L * 3 * PageGuard.MaximumHashes));
    }
}
