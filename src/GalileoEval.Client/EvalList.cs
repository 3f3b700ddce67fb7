using System.Collections.ObjectModel;

namespace GalileoEval;

/// <summary>A read-only list that prints as its items, so that <c>Export-Csv</c> and string interpolation show content
/// and never a type name.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
public sealed class EvalList<T> : ReadOnlyCollection<T>
{
    /// <summary>Wraps a list without copying it.</summary>
    /// <param name="items">The items.</param>
    public EvalList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>The list without items, one for all.</summary>
    internal static EvalList<T> None { get; } = new(Array.Empty<T>());

    /// <summary>The items, separated by <c>"; "</c>.</summary>
    /// <returns>The text; empty for no items.</returns>
    public override string ToString() => string.Join("; ", this);
}
