namespace GalileoEval.Build.Views;

/// <summary>How a property is shown in a list view.</summary>
public enum ListKind
{
    /// <summary>As PowerShell formats it. The default of integers and Booleans.</summary>
    Property,

    /// <summary>On one line. The default of strings and of all other types.</summary>
    Text,

    /// <summary>With line breaks.</summary>
    Lines,

    /// <summary>As a UTC time. The default of a <see cref="DateTime"/>.</summary>
    Time,

    /// <summary>In the colour of its state. The default of an <c>EvalState</c>.</summary>
    State,

    /// <summary>With at most four decimals. The default of a <see cref="double"/>.</summary>
    Score,

    /// <summary>On one line; numbers in the format of the services.</summary>
    Value,
}
