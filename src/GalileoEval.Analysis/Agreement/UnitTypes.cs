namespace GalileoEval.Analysis.Agreement;

/// <summary>Units grouped by the values of their ratings, independent of the raters.</summary>
internal sealed class UnitTypes
{
    private UnitTypes(int[][] values, int[] typeOfUnit)
    {
        Values = values;
        TypeOfUnit = typeOfUnit;
    }

    /// <summary>The categories of each type, ascending, one for each rating.</summary>
    public int[][] Values { get; }

    /// <summary>The type of each unit.</summary>
    public int[] TypeOfUnit { get; }

    /// <summary>Groups units.</summary>
    /// <param name="units">The units, in the order of a <see cref="RatingTable"/>, in which equal ones are neighbours.</param>
    public static UnitTypes Of(RatedUnit[] units)
    {
        List<int[]> values = [];
        int[] typeOfUnit = new int[units.Length];
        for (int i = 0; i < units.Length; i++)
        {
            if (i == 0 || RatedUnit.CompareValues(units[i - 1].Values, units[i].Values) != 0)
                values.Add(units[i].Values);
            typeOfUnit[i] = values.Count - 1;
        }

        return new UnitTypes([.. values], typeOfUnit);
    }
}
