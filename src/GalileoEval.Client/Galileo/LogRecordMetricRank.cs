namespace GalileoEval.Galileo;

/// <summary>How surely an entry of <c>metric_info</c> is a score of the code scorer under validation.</summary>
internal enum LogRecordMetricRank
{
    /// <summary>A metric of another kind, or a figure that the service measures itself.</summary>
    Other,

    /// <summary>A metric of unknown kind.</summary>
    Untold,

    /// <summary>A code metric.</summary>
    Code,

    /// <summary>The validation's own metric, by its name.</summary>
    Validation,
}
