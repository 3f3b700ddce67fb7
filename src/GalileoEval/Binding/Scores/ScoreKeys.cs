using GalileoEval.Analysis;

namespace GalileoEval.Binding.Scores;

/// <summary>Creates keys from columns.</summary>
internal static class ScoreKeys
{
    private static readonly string[] AnnotationColumns =
        ["TaskId", "ThreadIndex", "TurnIndex", "MessageIndex", "ChunkIndex", "SourceId", "Level", "RubricIndex", "CriterionIndex"];

    // Text by people or models, which may be personal data.
    private static readonly string[] TextColumns =
    [
        "Input", "Output", "DatasetInput", "DatasetOutput", "DatasetGroundTruth", "GroundTruth", "Prompt", "Question", "Answer", "Text",
        "Content", "Message", "Explanation",
    ];

    /// <summary>Whether a column contains text of a record, which a baseline stores as a hash.</summary>
    public static bool IsText(string column) => TextColumns.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The values of columns, one after the other.</summary>
    /// <param name="item">The row.</param>
    /// <param name="columns">The columns; missing ones are empty.</param>
    public static string Join(ScoreItem item, string[] columns)
    {
        if (columns.Length == 1)
            return item.Text(columns[0]) ?? "";
        string[] parts = new string[columns.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = item.Text(columns[i]) ?? "";
        return ScoreKeyText.Join(parts);
    }

    /// <summary>The key of a Galileo record: its source, because its ID differs in every run.</summary>
    public static ScoreKey? OfLogRecord(ScoreItem item)
    {
        string? externalId = item.Text("ExternalId");
        string? content = externalId ?? item.Text("DatasetInput") ?? item.Text("Input");
        return content is null
            ? null
            : new ScoreKey(ScoreKeyText.Join([content, item.Text("RecordType") ?? "", item.Text("Name") ?? ""]), externalId is null);
    }

    /// <summary>The key of an annotation: its position in the task; the question is the metric.</summary>
    public static ScoreKey? OfAnnotation(ScoreItem item) => new ScoreKey(Join(item, AnnotationColumns));

    /// <summary>The unit that the raters of an annotation rated.</summary>
    public static ScoreKey? OfUnit(ScoreItem item) => new ScoreKey(Join(item, AnnotationColumns));

    /// <summary>The key of a prompt result: prompt and file, because the run differs.</summary>
    public static ScoreKey? OfPromptResult(ScoreItem item)
    {
        string? prompt = item.Text("Prompt") ?? item.Text("PromptName") ?? item.Text("Name");
        string about = item.Text("File") ?? item.Text("Files") ?? item.Text("UserDefinedId") ?? "";
        return prompt is null ? null : new ScoreKey(ScoreKeyText.Join([about, prompt]));
    }
}

/// <summary>The key that pairs an item with the same item on another side.</summary>
/// <param name="Text">The key.</param>
/// <param name="IsFromText">Whether it contains text of a record, such as its input.</param>
internal readonly record struct ScoreKey(string Text, bool IsFromText = false);

/// <summary>The purpose of the keys of scores.</summary>
internal enum ScoreKeyUse
{
    /// <summary>None: keys are not read.</summary>
    None,

    /// <summary>They pair the items of two sides.</summary>
    Pair,

    /// <summary>They identify the unit that several raters rated.</summary>
    Unit,
}
