namespace GalileoEval.Analysis.Scores;

/// <summary>The scores of one side with the same key, usually one.</summary>
internal sealed class PairedItem
{
    private double _number;
    private List<double>? _numbers;
    private SortedSet<string>? _labels;

    /// <summary>Creates an item from its first score.</summary>
    /// <param name="index">The index in its series.</param>
    public PairedItem(int index)
    {
        Index = index;
    }

    /// <summary>The index of the first score in its series.</summary>
    public int Index { get; }

    /// <summary>Whether there is any value.</summary>
    public bool HasValue { get; private set; }

    /// <summary>The number; for several scores their mean, independent of their order.</summary>
    public double Number
    {
        get
        {
            if (_numbers is null)
                return _number;
            double[] sorted = [.. _numbers.OrderBy(number => number)];
            return Statistics.Moments.Mean(sorted);
        }
    }

    /// <summary>The labels in order, separated by <c>"; "</c>: for several scores the union of their labels.</summary>
    public string Label => _labels is null ? "" : string.Join("; ", _labels);

    /// <summary>Adds a number.</summary>
    public void Add(double number)
    {
        if (HasValue)
            (_numbers ??= [_number]).Add(number);
        _number = number;
        HasValue = true;
    }

    /// <summary>Adds labels.</summary>
    public void Add(IReadOnlyList<string> labels)
    {
        _labels ??= new SortedSet<string>(StringComparer.Ordinal);
        _labels.UnionWith(labels);
        HasValue = true;
    }
}
