using System.Globalization;
using GalileoEval.Text;

namespace GalileoEval.Scale;

/// <summary>A submission of work on a thread.</summary>
public sealed class ScaleSubmission : ScaleObject
{
    /// <summary>When it was submitted, in UTC.</summary>
    public DateTime? SubmittedAt { get; init; }

    /// <summary>The ID of the contributor.</summary>
    public string? ContributorId { get; init; }

    /// <summary>The contributor and the time.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => EvalText.OneLine(string.Format(CultureInfo.InvariantCulture, "{0} {1:yyyy-MM-ddTHH:mm:ssZ}", ContributorId, SubmittedAt));
}
