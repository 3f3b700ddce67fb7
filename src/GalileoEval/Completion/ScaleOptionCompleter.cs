namespace GalileoEval.Completion;

/// <summary>Offers the options that Scale documents, and the one that only its clients know.</summary>
internal sealed class ScaleOptionCompleter : WordCompleter
{
    public ScaleOptionCompleter()
        : base("annotation_details", "attachment_details", "model_parameters", "submissions")
    {
    }
}
