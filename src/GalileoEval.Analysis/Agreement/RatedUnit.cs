namespace GalileoEval.Analysis.Agreement;

/// <summary>A unit with its ratings.</summary>
internal sealed class RatedUnit : IComparable<RatedUnit>
{
    /// <summary>Creates a unit.</summary>
    /// <param name="raters">The number of each rating's rater, ascending.</param>
    /// <param name="categories">The number of each rating's category, in the order of the raters.</param>
    public RatedUnit(int[] raters, int[] categories)
    {
        Raters = raters;
        Categories = categories;
        Values = (int[])categories.Clone();
        Array.Sort(Values);
    }

    /// <summary>The raters, ascending.</summary>
    public int[] Raters { get; }

    /// <summary>The categories, in the order of the raters.</summary>
    public int[] Categories { get; }

    /// <summary>The categories, ascending, for statistics that ignore the raters.</summary>
    public int[] Values { get; }

    /// <summary>Orders units by the values of their ratings, then by the raters.</summary>
    public int CompareTo(RatedUnit? other)
    {
        if (other is null)
            return 1;
        int order = CompareValues(Values, other.Values);
        if (order == 0)
            order = CompareValues(Categories, other.Categories);
        return order != 0 ? order : CompareValues(Raters, other.Raters);
    }

    /// <summary>Compares lists of numbers, the shorter one first.</summary>
    public static int CompareValues(int[] left, int[] right)
    {
        int order = left.Length.CompareTo(right.Length);
        for (int i = 0; order == 0 && i < left.Length; i++)
            order = left[i].CompareTo(right[i]);
        return order;
    }
}
