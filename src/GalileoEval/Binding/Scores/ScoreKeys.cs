using GalileoEval.Analysis;

namespace GalileoEval.Binding.Scores;

/// <summary>Makes keys of columns.</summary>
internal static class ScoreKeys
{
    private static readonly string[] AnnotationColumns =
        ["TaskId", "ThreadIndex", "TurnIndex", "MessageIndex", "ChunkIndex", "SourceId", "Level", "RubricIndex", "CriterionIndex"];

    // What people or models wrote, which may be personal data.
    private static readonly string[] TextColumns =
    [
        "Input", "Output", "DatasetInput", "DatasetOutput", "DatasetGroundTruth", "GroundTruth", "Prompt", "Question", "Answer", "Text",
        "Content", "Message", "Explanation",
    ];

    /// <summary>Whether a column holds text of a record, which a baseline shows as its hash.</summary>
    /// <param name="column">The name of the column.</param>
    public static bool IsText(string column) => TextColumns.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The values of columns, one after the other.</summary>
    /// <param name="item">The row.</param>
    /// <param name="columns">The columns; what the row does not have counts as empty.</param>
    public static string Join(ScoreItem item, string[] columns)
    {
        if (columns.Length == 1)
            return item.Text(columns[0]) ?? "";
        string[] parts = new string[columns.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = item.Text(columns[i]) ?? "";
        return ScoreKeyText.Join(parts);
    }

    /// <summary>A record of Galileo. Its ID differs in every run: its source is the same.</summary>
    public static ScoreKey? OfLogRecord(ScoreItem item)
    {
        string? externalId = item.Text("ExternalId");
        string? content = externalId ?? item.Text("DatasetInput") ?? item.Text("Input");
        return content is null
            ? null
            : new ScoreKey(ScoreKeyText.Join([content, item.Text("RecordType") ?? "", item.Text("Name") ?? ""]), externalId is null);
    }

    /// <summary>The place of an annotation in its task; the question is the metric.</summary>
    public static ScoreKey? OfAnnotation(ScoreItem item) => new ScoreKey(Join(item, AnnotationColumns));

    /// <summary>What the raters of an annotation rated.</summary>
    public static ScoreKey? OfUnit(ScoreItem item) => new ScoreKey(Join(item, AnnotationColumns));

    /// <summary>A prompt and its file. The run differs between the sides.</summary>
    public static ScoreKey? OfPromptResult(ScoreItem item)
    {
        string? prompt = item.Text("Prompt") ?? item.Text("PromptName") ?? item.Text("Name");
        string about = item.Text("File") ?? item.Text("Files") ?? item.Text("UserDefinedId") ?? "";
        return prompt is null ? null : new ScoreKey(ScoreKeyText.Join([about, prompt]));
    }
}
