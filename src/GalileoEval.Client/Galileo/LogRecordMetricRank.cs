namespace GalileoEval.Galileo;

/// <summary>How certain it is that an entry of <c>metric_info</c> is a score of the validated code scorer.</summary>
internal enum LogRecordMetricRank
{
    /// <summary>A metric of another kind, or one that the service measures itself.</summary>
    Other,

    /// <summary>A metric of unknown kind.</summary>
    Untold,

    /// <summary>A code metric.</summary>
    Code,

    /// <summary>The validation's own metric, by its name.</summary>
    Validation,
}
