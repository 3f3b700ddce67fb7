namespace GalileoEval.Build.Views;

/// <summary>How a property is shown in a list view.</summary>
public enum ListKind
{
    /// <summary>As PowerShell shows it. The default of a number without a fraction and of a boolean.</summary>
    Property,

    /// <summary>On one line. The default of a string and of every type that has no other default.</summary>
    Text,

    /// <summary>With its line breaks.</summary>
    Lines,

    /// <summary>As a UTC time. The default of a <see cref="DateTime"/>.</summary>
    Time,

    /// <summary>In the colour of its state. The default of an <c>EvalState</c>.</summary>
    State,

    /// <summary>With at most four decimals. The default of a <see cref="double"/>.</summary>
    Score,

    /// <summary>On one line, a number as it is sent to a service.</summary>
    Value,
}
