namespace GalileoEval.Analysis.Agreement;

/// <summary>A statistic over units that can be computed again for a resample of them.</summary>
internal interface IUnitStatistic
{
    /// <summary>The type of each unit: units of one type contribute the same.</summary>
    int[] TypeOfUnit { get; }

    /// <summary>How many types there are.</summary>
    int TypeCount { get; }

    /// <summary>Computes the statistic.</summary>
    /// <param name="counts">How many units there are of each type.</param>
    /// <returns>The value; null where it is not defined.</returns>
    double? ValueOf(int[] counts);
}
