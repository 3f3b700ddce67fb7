using GalileoEval.Text;

namespace GalileoEval.Json;

/// <summary>A member of a <see cref="JsonMap"/> as PowerShell displays it: on one line, without control characters. The
/// map itself contains the original names and values.</summary>
public sealed class JsonMember
{
    internal JsonMember(string name, object? value)
    {
        Name = EvalText.Shown(name);
        Value = EvalText.Shown(EvalText.Invariant(value));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value as text, JSON for an object; empty for null.</summary>
    public string Value { get; }
}
