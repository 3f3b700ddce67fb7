namespace GalileoEval.Analysis;

/// <summary>Numbers texts, each once, from 0.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The text of a number.</summary>
    /// <param name="index">The number.</param>
    public string this[int index] => _texts[index];

    /// <summary>The number of a text, which is added where it is new.</summary>
    /// <param name="text">The text.</param>
    public int IndexOf(string text)
    {
        if (_indexes.TryGetValue(text, out int index))
            return index;
        index = _texts.Count;
        _texts.Add(text);
        _indexes.Add(text, index);
        return index;
    }
}
