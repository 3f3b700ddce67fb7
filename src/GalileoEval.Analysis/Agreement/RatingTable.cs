namespace GalileoEval.Analysis.Agreement;

/// <summary>A rating that has a value.</summary>
/// <param name="Unit">The number of the unit, from 0.</param>
/// <param name="Rater">The number of the rater, from 0.</param>
/// <param name="Category">The number of the category, from 0, in the order of the categories.</param>
internal readonly record struct Rating(int Unit, int Rater, int Category);

/// <summary>Ratings of units. The units are sorted, so that the order of the input does not matter.</summary>
internal sealed class RatingTable
{
    private RatingTable(RatedUnit[] units, int categoryCount)
    {
        Units = units;
        CategoryCount = categoryCount;
        RatingCount = units.Sum(static unit => unit.Values.Length);
        RaterCount = units.SelectMany(static unit => unit.Raters).Distinct().Count();
    }

    /// <summary>The units that have a rating.</summary>
    public RatedUnit[] Units { get; }

    /// <summary>The number of categories.</summary>
    public int CategoryCount { get; }

    /// <summary>The number of ratings.</summary>
    public int RatingCount { get; }

    /// <summary>The number of raters.</summary>
    public int RaterCount { get; }

    /// <summary>Creates a table.</summary>
    /// <param name="ratings">The ratings, in any order; at most one for a unit and a rater. Sorted in place.</param>
    /// <param name="categoryCount">The number of categories.</param>
    public static RatingTable Of(Rating[] ratings, int categoryCount)
    {
        Array.Sort(ratings, static (left, right) =>
            left.Unit != right.Unit ? left.Unit.CompareTo(right.Unit) : left.Rater.CompareTo(right.Rater));

        List<RatedUnit> units = [];
        for (int start = 0, end; start < ratings.Length; start = end)
        {
            end = start + 1;
            while (end < ratings.Length && ratings[end].Unit == ratings[start].Unit)
                end++;
            int[] raters = new int[end - start];
            int[] categories = new int[end - start];
            for (int i = start; i < end; i++)
            {
                raters[i - start] = ratings[i].Rater;
                categories[i - start] = ratings[i].Category;
            }

            units.Add(new RatedUnit(raters, categories));
        }

        RatedUnit[] sorted = [.. units];
        Array.Sort(sorted);
        return new RatingTable(sorted, categoryCount);
    }

    /// <summary>The units with at least two ratings: only these carry information about agreement.</summary>
    public RatedUnit[] PairableUnits() => Array.FindAll(Units, static unit => unit.Values.Length > 1);
}
