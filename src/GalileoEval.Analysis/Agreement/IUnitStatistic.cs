namespace GalileoEval.Analysis.Agreement;

/// <summary>A statistic over units that can be recomputed for a resample.</summary>
internal interface IUnitStatistic
{
    /// <summary>The type of each unit: units of the same type contribute equally.</summary>
    int[] TypeOfUnit { get; }

    /// <summary>The number of types.</summary>
    int TypeCount { get; }

    /// <summary>Computes the statistic.</summary>
    /// <param name="counts">The number of units of each type.</param>
    /// <returns>The value; null if it is not defined.</returns>
    double? ValueOf(int[] counts);
}
