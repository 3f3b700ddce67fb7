namespace GalileoEval.Analysis.Agreement;

/// <summary>Why a statistic of agreement is not defined.</summary>
internal static class AgreementReason
{
    public const string NoRatings = "There are no ratings.";

    public const string OneRater = "There is only one rater: agreement needs two.";

    public const string NoSharedUnit = "No unit has ratings of two raters: use -Unit to specify the columns that identify a rated item.";

    public const string NoVariation = "There is no variation: all comparable ratings have the same value.";
}
