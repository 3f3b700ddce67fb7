namespace GalileoEval.Analysis;

/// <summary>Assigns each distinct text an index, from 0.</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The text of an index.</summary>
    public string this[int index] => _texts[index];

    /// <summary>Gets or assigns the index of a text.</summary>
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
