using GalileoEval.Errors;
using GalileoEval.Kolena;

namespace GalileoEval.Binding.Scores;

/// <summary>The errors of reading scores.</summary>
internal static class ScoreErrors
{
    /// <summary>The objects have no key for pairing, or no rated unit.</summary>
    public static EvalException NoKey(object row, ScoreKeyUse use)
    {
        if (use == ScoreKeyUse.Unit)
        {
            return new EvalException(EvalErrorCondition.InvalidArgument, $"The unit that an object of type {InputValue.TypeName(row)} rates cannot be found.")
            {
                RecommendedAction = "Specify the columns of the unit with -Unit, and the column of the rater with -Rater.",
            };
        }

        bool isTotal = ScoreColumns.Bare(row) is KolenaValidation || ScoreColumns.Has(row, "ValidationId");
        return isTotal
            ? new EvalException(EvalErrorCondition.InvalidArgument, "A validation of Kolena is a total: there are no items to pair.")
            {
                RecommendedAction = "Use a gate (Test-EvalGate) or the trend in the report (Export-EvalReport), compare the items of runs "
                    + "(Select-KolenaPromptResult), or specify the key of validations with -Key.",
            }
            : new EvalException(EvalErrorCondition.InvalidArgument, $"Objects of type {InputValue.TypeName(row)} cannot be paired without a key.")
            {
                RecommendedAction = "Name the columns that identify an item on both sides with -Key.",
            };
    }

    /// <summary>A row has none of the columns of its key.</summary>
    public static EvalException EmptyKey(ScoreItem item) =>
        new(EvalErrorCondition.InvalidArgument,
            $"Nothing identifies the item{(item.Text("RecordId") is { } id ? $" '{id}'" : "")} in another run: it has no external ID, dataset row or input.")
        {
            RecommendedAction = "Name the columns that identify an item on both sides with -Key.",
        };

    /// <summary>The rater is unknown.</summary>
    public static EvalException NoRater() =>
        new(EvalErrorCondition.InvalidArgument, "The rater cannot be found.")
        {
            RecommendedAction = "Specify the column of the rater with -Rater.",
        };
}
