using GalileoEval.Errors;
using GalileoEval.Kolena;

namespace GalileoEval.Binding.Scores;

/// <summary>The errors of reading scores.</summary>
internal static class ScoreErrors
{
    private const string NameKey = "Name the columns that identify an item on both sides with -Key.";

    /// <summary>The objects have no key for pairing, or no rated unit.</summary>
    public static EvalException NoKey(object row, ScoreKeyUse use)
    {
        if (use == ScoreKeyUse.Unit)
        {
            return InputError.Of(
                $"The unit that an object of type {InputValue.TypeName(row)} rates cannot be found.",
                "Specify the columns of the unit with -Unit, and the column of the rater with -Rater.");
        }

        bool isTotal = ScoreColumns.Bare(row) is KolenaValidation || ScoreColumns.Has(row, "ValidationId");
        return isTotal
            ? InputError.Of(
                "A validation of Kolena is a total: there are no items to pair.",
                "Use a gate (Test-EvalGate) or the trend in the report (Export-EvalReport), compare the items of runs "
                + "(Select-KolenaPromptResult), or specify the key of validations with -Key.")
            : InputError.Of($"Objects of type {InputValue.TypeName(row)} cannot be paired without a key.", NameKey);
    }

    /// <summary>A row has none of the columns of its key.</summary>
    public static EvalException EmptyKey(ScoreItem item) => InputError.Of(
        $"Nothing identifies the item{(item.Text("RecordId") is { } id ? $" '{id}'" : "")} in another run: it has no external ID, "
        + "dataset row or input.",
        NameKey);

    /// <summary>The rater is unknown.</summary>
    public static EvalException NoRater() =>
        InputError.Of("The rater cannot be found.", "Specify the column of the rater with -Rater.");
}
