using GalileoEval.Text;

namespace GalileoEval.Tests;

public sealed class NearestNamesTests
{
    [Fact]
    public void The_nearest_come_first_whatever_their_case()
    {
        string[] known = ["week-11", "Week-1", "month-1", "weak-1", "year"];

        Assert.Equal(["weak-1", "Week-1", "week-11"], NearestNames.To("WEAK-1", known));
        Assert.Equal(["weak-1"], NearestNames.To("weak_1", known, count: 1));
    }

    [Fact]
    public void A_name_that_holds_what_was_typed_comes_before_a_shorter_way()
    {
        Assert.Equal(
            ["a rather long name of a batch", "bitch"], NearestNames.To("batch", ["bitch", "a rather long name of a batch"]));
        Assert.Equal(["ratings", "rating-x"], NearestNames.To("ratings 2026", ["rating-x", "ratings"]));
    }

    [Fact]
    public void A_name_comes_once_and_an_empty_one_never()
    {
        Assert.Equal(["a"], NearestNames.To("b", ["a", "", "a", " "]));
        Assert.Empty(NearestNames.To("b", []));
        Assert.Equal(["a"], NearestNames.To("", ["a"]));
    }
}
