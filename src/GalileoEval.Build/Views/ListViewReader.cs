using System.Reflection;

namespace GalileoEval.Build.Views;

/// <summary>One line of a list view.</summary>
/// <param name="Name">The property, which is also the label.</param>
/// <param name="Kind">How it is shown.</param>
public sealed record ListItem(string Name, ListKind Kind);

/// <summary>Reads the content of a list view from the properties of a type: those of its base type first, each in source
/// order.</summary>
public sealed class ListViewReader
{
    private readonly ListOverrides _overrides;
    private readonly HashSet<string> _unused;
    private readonly List<string> _problems = [];

    /// <summary>Creates a reader.</summary>
    /// <param name="overrides">The overrides.</param>
    public ListViewReader(ListOverrides overrides)
    {
        _overrides = overrides;
        _unused = [.. overrides.Hide, .. overrides.Kinds.Keys, .. overrides.Types.Keys];
    }

    /// <summary>The errors in the overrides, such as unknown names; complete after all types were read.</summary>
    public IReadOnlyList<string> Problems => [.. _problems, .. _unused.Select(name => $"no list view uses '{name}'.")];

    /// <summary>Reads one type.</summary>
    /// <param name="type">A reflection-only type.</param>
    /// <returns>The lines of its list view.</returns>
    public IReadOnlyList<ListItem> Read(Type type)
    {
        _unused.Remove(type.FullName!);
        TypeOverrides own = _overrides.Types.GetValueOrDefault(type.FullName!) ?? new TypeOverrides();
        List<PropertyInfo> properties = [.. PropertiesOf(type)];
        foreach (string name in NamesIn(own).Where(name => !properties.Exists(property => property.Name == name)))
            _problems.Add($"{type.FullName} has no property '{name}'.");

        List<ListItem> items =
        [
            .. properties
                .Where(property => IsShown(property.Name, own))
                .Select(property => new ListItem(property.Name, KindOf(property, own))),
        ];
        foreach ((string name, string previous) in own.After)
            Move(items, name, previous);
        return items;
    }

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type)
    {
        IEnumerable<PropertyInfo> inherited = type.BaseType is Type parent ? PropertiesOf(parent) : [];
        IEnumerable<PropertyInfo> own = type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);
        return inherited.Concat(own).DistinctBy(property => property.Name);
    }

    private static IEnumerable<string> NamesIn(TypeOverrides own) =>
        [.. own.Hide, .. own.Show, .. own.Kinds.Keys, .. own.After.Keys, .. own.After.Values];

    private static void Move(List<ListItem> items, string name, string previous)
    {
        if (items.Find(item => item.Name == name) is not ListItem moved)
            return;

        items.Remove(moved);
        items.Insert(items.FindIndex(item => item.Name == previous) + 1, moved);
    }

    private bool IsShown(string name, TypeOverrides own)
    {
        if (!_overrides.Hide.Contains(name))
            return !own.Hide.Contains(name);

        _unused.Remove(name);
        return own.Show.Contains(name);
    }

    private ListKind KindOf(PropertyInfo property, TypeOverrides own)
    {
        if (own.Kinds.TryGetValue(property.Name, out ListKind kind))
            return kind;

        ListKind usual = UsualKindOf(property.PropertyType);
        bool isText = property.PropertyType.FullName is "System.String" or "System.Object";
        if (!isText || !_overrides.Kinds.TryGetValue(property.Name, out kind))
            return usual;

        _unused.Remove(property.Name);
        return kind;
    }

    // By name, because the type is from another load context.
    private static ListKind UsualKindOf(Type type) => (Nullable(type) ?? type).FullName switch
    {
        "System.Boolean" or "System.Int32" or "System.Int64" => ListKind.Property,
        "System.DateTime" => ListKind.Time,
        "System.Double" => ListKind.Score,
        "GalileoEval.EvalState" => ListKind.State,
        _ => ListKind.Text,
    };

    private static Type? Nullable(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" ? type.GetGenericArguments()[0] : null;
}
