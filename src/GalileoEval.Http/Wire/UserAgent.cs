namespace GalileoEval.Http.Wire;

/// <summary>How this module introduces itself.</summary>
internal static class UserAgent
{
    /// <summary>Such as <c>GalileoEval/0.1.0</c>.</summary>
    public static string Value { get; } = "GalileoEval/" + typeof(UserAgent).Assembly.GetName().Version!.ToString(3);
}
