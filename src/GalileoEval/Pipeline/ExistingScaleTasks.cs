using System.Globalization;
using GalileoEval.Binding;
using GalileoEval.Errors;
using GalileoEval.Scale;
using GalileoEval.Text;

namespace GalileoEval.Pipeline;

/// <summary>The existing tasks of a batch or a project, by the value of one member of their metadata. They are listed
/// once for each batch or project.</summary>
/// <param name="command">The cmdlet that creates tasks.</param>
/// <param name="client">Lists the tasks.</param>
/// <param name="key">The member of the metadata that identifies a task.</param>
internal sealed class ExistingScaleTasks(EvalCommand command, ScaleClient client, string key)
{
    private readonly Dictionary<ScaleTaskQuery, Lazy<Dictionary<string, ScaleTask>>> _lists = [];
    private readonly HashSet<(ScaleTaskQuery List, string Value)> _seen = [];

    /// <summary>Returns the task with a value; null if it must be created.</summary>
    /// <param name="list">The batch or project.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="EvalException">InvalidArgument: an earlier row had the value; or the tasks cannot be
    /// listed.</exception>
    public ScaleTask? Find(ScaleTaskQuery list, string value)
    {
        if (!_seen.Add((list, value)))
        {
            throw InputError.Of(
                EvalService.Scale,
                $"'{EvalText.OneLine(value, 100)}' is the value of '{EvalText.OneLine(key, 100)}' in more than one row.",
                "Specify a unique value in every row.");
        }

        if (!_lists.TryGetValue(list, out Lazy<Dictionary<string, ScaleTask>>? tasks))
        {
            // Keeps an error too.
            _lists[list] = tasks = new(() => command.Run(cancellation => new ScaleNames(client).ExplainAsync(
                inner => ReadAsync(list, inner), list.ProjectName, list.BatchName, cancellation)));
        }

        return tasks.Value.TryGetValue(value, out ScaleTask? task) ? task : null;
    }

    private async Task<Dictionary<string, ScaleTask>> ReadAsync(ScaleTaskQuery list, CancellationToken cancellationToken)
    {
        Dictionary<string, ScaleTask> tasks = new(StringComparer.Ordinal);
        await foreach (ScaleTask task in client.ListTasks(list).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (task.Metadata?.TryGetValue(key, out object? value) == true
                && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
                tasks[text] = task;
        }

        return tasks;
    }
}
