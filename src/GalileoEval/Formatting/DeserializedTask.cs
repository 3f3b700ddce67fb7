using System.Collections;
using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;

namespace GalileoEval.Formatting;

/// <summary>Work that went through a CLIXML file or a job, in the words of <see cref="TaskText"/>.</summary>
internal static class DeserializedTask
{
    /// <summary>The id.</summary>
    /// <param name="row">What was work once.</param>
    /// <returns>One line; empty where there are no ids.</returns>
    public static string Id(PSObject row) => Known(row) is { } task ? EvalFormat.Text(TaskText.Id(task)) : "";

    /// <summary>What came of it.</summary>
    /// <param name="row">What was work once.</param>
    /// <returns>One line; empty when there is nothing to tell.</returns>
    public static string Result(PSObject row)
    {
        return Known(row) switch
        {
            CodeScorerValidation => Text("ErrorMessage") is { Length: > 0 } error ? error : Text("TestScores"),
            LogRecordValidation => TaskText.OfRecords(
                Number("RecordCount"), Number("ScoredCount"), Value("AverageScore") as double?, Number("FailedCount")),
            KolenaValidation => Value("Score") is double score ? $"score {EvalFormat.Score(score)}" : "",
            KolenaAgentRun => Text("Results"),
            ScaleTask => Text("Errors") is { Length: > 0 } errors
                ? errors
                : TaskText.OfTask(Count("SensitiveContentReports"), Count("Threads")),
            _ => "",
        };

        object? Value(string name) => row.Properties[name]?.Value;
        string Text(string name) => EvalFormat.Text(Value(name) is { } value ? PSObject.AsPSObject(value) : null);
        int Number(string name) => Value(name) as int? ?? 0;
        int Count(string name) => Value(name) is PSObject { BaseObject: ICollection items } ? items.Count : 0;
    }

    private static IEvalTask? Known(PSObject row)
    {
        try
        {
            return new EvalTaskReader(service: null).Read(row);
        }
        catch (EvalException)
        {
            return null;
        }
    }
}
