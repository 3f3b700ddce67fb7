using GalileoEval.Text;

namespace GalileoEval.Tests;

public sealed class NearestNamesTests
{
    [Fact]
    public void The_nearest_names_come_first_in_any_case()
    {
        string[] known = ["week-11", "Week-1", "month-1", "weak-1", "year"];

        Assert.Equal(["weak-1", "Week-1", "week-11"], NearestNames.To("WEAK-1", known));
        Assert.Equal(["weak-1"], NearestNames.To("weak_1", known, count: 1));
    }

    [Fact]
    public void A_name_that_contains_the_input_comes_before_a_smaller_distance()
    {
        Assert.Equal(
            ["a rather long name of a batch", "bitch"], NearestNames.To("batch", ["bitch", "a rather long name of a batch"]));
        Assert.Equal(["ratings", "rating-x"], NearestNames.To("ratings 2026", ["rating-x", "ratings"]));
    }

    [Fact]
    public void Each_name_is_returned_once_and_empty_names_never()
    {
        Assert.Equal(["a"], NearestNames.To("b", ["a", "", "a", " "]));
        Assert.Empty(NearestNames.To("b", []));
        Assert.Equal(["a"], NearestNames.To("", ["a"]));
    }
}
