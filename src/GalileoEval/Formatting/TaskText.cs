using System.Collections;
using System.Management.Automation;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Tasks;
using GalileoEval.Text;

namespace GalileoEval.Formatting;

/// <summary>A summary of work of any kind, for a common table. Deserialized work is identified by its properties
/// only.</summary>
internal static class TaskText
{
    /// <summary>The ID, short enough for a column of 38 characters.</summary>
    /// <returns>The ID for the cmdlets; empty if there are no IDs.</returns>
    public static string Id(PSObject work) => TaskOf(work) is not { } task
        ? ""
        : EvalFormat.Text(EvalTaskKinds.Known.Of(task)?.IdText(task) ?? task.Describe());

    /// <summary>The result in a few words.</summary>
    /// <returns>One line; empty while there is no result.</returns>
    public static string Result(PSObject work) => TaskOf(work) is { } task && EvalTaskKinds.Known.Of(task) is { } kind
        ? EvalText.OneLine(kind.ResultText(new Values(work)))
        : "";

    private static IEvalTask? TaskOf(PSObject work)
    {
        try
        {
            return new EvalTaskReader(service: null).Read(work);
        }
        catch (EvalException)
        {
            return null;
        }
    }

    private sealed class Values(PSObject work) : IEvalTaskValues
    {
        public string Text(string name) => EvalFormat.Score(Of(name) is { } value ? PSObject.AsPSObject(value) : null);

        public int Count(string name) => InputValue.Unwrap(Of(name)) switch
        {
            int number => number,
            ICollection items => items.Count,
            _ => 0,
        };

        private object? Of(string name) => work.Properties[name]?.Value;
    }
}
