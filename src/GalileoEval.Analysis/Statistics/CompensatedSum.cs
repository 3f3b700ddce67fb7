namespace GalileoEval.Analysis.Statistics;

/// <summary>Compensated summation (Neumaier 1974).</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    /// <summary>The sum.</summary>
    public readonly double Total => _sum + _lost;

    /// <summary>Adds a number.</summary>
    public void Add(double number)
    {
        double sum = _sum + number;
        _lost += Math.Abs(_sum) >= Math.Abs(number) ? _sum - sum + number : number - sum + _sum;
        _sum = sum;
    }
}
