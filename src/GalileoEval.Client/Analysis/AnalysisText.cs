using System.Globalization;

namespace GalileoEval.Analysis;

/// <summary>The one-line descriptions of analysis results.</summary>
internal static class AnalysisText
{
    /// <summary>A result in one line, such as <c>correctness (model=a): mean 0.8</c>.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="group">The group; null for none.</param>
    /// <param name="statistic">What the number is.</param>
    /// <param name="value">The number; null if it is not defined.</param>
    public static string Describe(string metric, string? group, string statistic, double? value)
    {
        string place = group is null ? metric : $"{metric} ({group})";
        string number = value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "not defined";
        return $"{place}: {statistic} {number}";
    }
}
