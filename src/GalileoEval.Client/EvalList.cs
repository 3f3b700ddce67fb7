using System.Collections.ObjectModel;
using GalileoEval.Text;

namespace GalileoEval;

/// <summary>A read-only list that prints as its items, so that <c>Export-Csv</c> and string interpolation show its
/// content instead of a type name.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
public sealed class EvalList<T> : ReadOnlyCollection<T>
{
    /// <summary>Wraps a list without copying it.</summary>
    /// <param name="items">The items.</param>
    public EvalList(IList<T> items)
        : base(items)
    {
    }

    /// <summary>The shared empty list.</summary>
    internal static EvalList<T> None { get; } = new(Array.Empty<T>());

    /// <summary>A copy of the list, with minimal memory.</summary>
    /// <param name="items">The items; not kept.</param>
    internal static EvalList<T> Of(List<T> items) => items.Count == 0 ? None : new EvalList<T>(items.ToArray());

    /// <summary>Copies the list of a response.</summary>
    /// <param name="items">The list; null is treated as empty.</param>
    /// <returns>The same items without those that are null.</returns>
    internal static EvalList<T> WithoutNulls(EvalList<T>? items) =>
        items is null ? None
        : items.Any(static item => item is null) ? new EvalList<T>([.. items.Where(static item => item is not null)])
        : items;

    /// <summary>The items, separated by <c>"; "</c>; numbers and times look the same in every culture. Compact JSON
    /// where that would lose something: an item that contains a semicolon, is empty or null, has a character that
    /// should not be shown, or is a list or a file.</summary>
    /// <returns>The text; empty for no items.</returns>
    public override string ToString() => ListText.Of(this);
}
