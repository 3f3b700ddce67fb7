namespace GalileoEval.Galileo.Wire;

/// <summary>The answer of <c>POST /v2/projects/{project_id}/traces/search</c>.</summary>
internal sealed class LogRecordPage
{
    public List<LogRecord?>? Records { get; set; }

    /// <summary>Where the next page starts; null after the last one.</summary>
    public long? NextStartingToken { get; set; }
}
