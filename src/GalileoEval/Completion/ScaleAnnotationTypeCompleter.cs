namespace GalileoEval.Completion;

/// <summary>Offers the types of annotation that Scale documents.</summary>
internal sealed class ScaleAnnotationTypeCompleter : WordCompleter
{
    public ScaleAnnotationTypeCompleter()
        : base(
            "boolean", "category", "category_multiple", "file", "integer", "labeled_text", "ranked_choices", "ranked_groups",
            "rubric_criteria", "rubric_rating", "text", "workspace_container")
    {
    }
}
