using System.Globalization;

namespace GalileoEval.Analysis.Reports.Charts;

/// <summary>A linear axis with round numbers: a step of 1, 2, 2.5 or 5 times a power of ten, and a domain that begins and ends
/// on a tick.</summary>
internal sealed class AxisScale
{
    // Limited because the distance between the largest and the smallest double overflows.
    private const double Largest = 1e300;

    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    private AxisScale(double minimum, double maximum, double step, double start, double length)
    {
        Minimum = minimum;
        Maximum = maximum;
        Step = step;
        Start = start;
        Length = length;
    }

    /// <summary>The first tick.</summary>
    public double Minimum { get; }

    /// <summary>The last tick.</summary>
    public double Maximum { get; }

    /// <summary>The distance between two ticks.</summary>
    public double Step { get; }

    /// <summary>The position of the minimum, in pixels.</summary>
    public double Start { get; }

    /// <summary>The length of the axis in pixels; negative if it points upwards.</summary>
    public double Length { get; }

    /// <summary>The values of the ticks in ascending order.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            int count = (int)Math.Round((Maximum - Minimum) / Step);
            for (int i = 0; i <= count; i++)
            {
                double tick = Minimum + (i * Step);
                yield return Math.Abs(tick) < Step / 1e6 ? 0 : tick;
            }
        }
    }

    /// <summary>Creates an axis that includes all given values.</summary>
    /// <param name="values">The values; non-finite ones are ignored. Without values, the axis is 0 to 1.</param>
    /// <param name="start">The position of the minimum, in pixels.</param>
    /// <param name="length">The length in pixels; negative if the axis points upwards.</param>
    /// <param name="tickCount">The approximate number of steps.</param>
    public static AxisScale Over(IEnumerable<double> values, double start, double length, int tickCount = 5)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
                continue;
            low = Math.Min(low, Math.Max(-Largest, value));
            high = Math.Max(high, Math.Min(Largest, value));
        }

        if (low > high)
            (low, high) = (0, 1);
        // Differences below the precision of a double cannot be drawn, and the domain must not be empty.
        double scale = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low <= Math.Max(scale * 1e-9, 1 / Largest))
        {
            double margin = scale <= 1 / Largest ? 0.5 : scale / 10;
            (low, high) = (low - margin, high + margin);
        }

        double step = RoundStep((high - low) / tickCount);
        double first = Math.Floor((low / step) + 1e-9) * step;
        double last = Math.Ceiling((high / step) - 1e-9) * step;
        return new AxisScale(first, last, step, start, length);
    }

    /// <summary>Returns the position of a value, in pixels; values outside the axis are clamped.</summary>
    public double Position(double value)
    {
        double share = (value - Minimum) / (Maximum - Minimum);
        return Start + (Math.Min(1, Math.Max(0, share)) * Length);
    }

    /// <summary>Returns the label of a tick, with as many decimals as the step has.</summary>
    /// <param name="tick">The value of the tick.</param>
    /// <returns>The text, the same in every culture.</returns>
    public string Label(double tick)
    {
        if (Math.Max(Math.Abs(Minimum), Math.Abs(Maximum)) >= 1e6 || Step < 1e-4)
            return tick.ToString("0.##e0", CultureInfo.InvariantCulture);
        int decimals = 0;
        for (double step = Step; decimals < 6 && Math.Abs(step - Math.Round(step)) > 1e-6; step *= 10)
            decimals++;
        return tick.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static double RoundStep(double raw)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        foreach (double step in Steps)
        {
            if (raw <= step * power * (1 + 1e-9))
                return step * power;
        }

        return 10 * power;
    }
}
