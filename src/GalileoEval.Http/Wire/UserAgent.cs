namespace GalileoEval.Http.Wire;

/// <summary>The User-Agent header of this module.</summary>
internal static class UserAgent
{
    /// <summary>For example, <c>GalileoEval/0.1.0</c>.</summary>
    public static string Value { get; } = "GalileoEval/" + typeof(UserAgent).Assembly.GetName().Version!.ToString(3);
}
