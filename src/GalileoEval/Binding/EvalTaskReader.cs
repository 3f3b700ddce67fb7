using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Text;

namespace GalileoEval.Binding;

/// <summary>Recognises what can be waited for: typed objects, and anything that has the ids that find the work again, so that
/// rows of a CSV file, JSON, CLIXML and the output of jobs will do.</summary>
internal sealed class EvalTaskReader
{
    private static readonly string[] ValidationIds = ["AgentId", "GroundTruthId", "ValidationId"];
    private static readonly string[] RunIds = ["AgentId", "RunId"];

    private readonly EvalService? _service;

    /// <summary>Makes a reader.</summary>
    /// <param name="service">The service of what does not say so itself; null to go by the ids.</param>
    public EvalTaskReader(EvalService? service)
    {
        _service = service;
    }

    /// <summary>Recognises one input.</summary>
    /// <param name="input">A typed object, an object or hashtable with ids, or an id.</param>
    /// <returns>The typed object, or a reference that holds no more than the ids.</returns>
    /// <exception cref="EvalException">InvalidArgument: the input is not enough to find any work by.</exception>
    public IEvalTask Read(object? input) => (input is PSObject wrapped ? wrapped.BaseObject : input) switch
    {
        null => throw Invalid("There is nothing to wait for: the input is null."),
        IEvalTask task => task,
        string id => FromId(id.Trim()),
        Guid id => FromId(id.ToString()),
        byte or sbyte or short or ushort or int or uint or long or ulong => FromId(Convert.ToString(input, CultureInfo.InvariantCulture)!),
        ValueType value => throw Invalid(
            $"'{Convert.ToString(value, CultureInfo.InvariantCulture)}' is not a valid ID: it is a {value.GetType().Name}."),
        IList items => throw Invalid($"{InputProperty.Composite(items)} is not a valid task: give each item by itself."),
        _ => FromProperties(input!),
    };

    private IEvalTask FromId(string id) => _service switch
    {
        EvalService.Galileo => new CodeScorerValidation { TaskId = id },
        EvalService.Scale => new ScaleTask { TaskId = id },
        EvalService.Kolena => throw Invalid(
            $"'{id}' alone does not find work of Kolena: AgentId is missing and, for a validation, GroundTruthId.",
            "Use -AgentId, -GroundTruthId and -ValidationId, or -AgentId and -RunId, or objects with these properties."),
        _ => throw Invalid(
            $"'{id}' is an ID without a service.", "Add -Service Galileo or -Service Scale, or give an object."),
    };

    private IEvalTask FromProperties(object input)
    {
        EvalService? service = InputProperty.Service(input) ?? _service;
        string? taskId = InputProperty.Text(input, "TaskId");
        string? metricsExperimentId = InputProperty.Text(input, "MetricsExperimentId");
        string? batchId = InputProperty.Text(input, "BatchId");

        if ((service is null or EvalService.Kolena) && InputProperty.Text(input, "ValidationId") is not null)
            return ValidationFrom(input);
        if ((service is null or EvalService.Kolena) && InputProperty.Text(input, "RunId") is not null)
            return RunFrom(input);
        if ((service is null or EvalService.Galileo) && metricsExperimentId is not null)
            return LogRecordsFrom(input, metricsExperimentId);

        // Without a service the shape decides: Galileo's ids are GUIDs, Scale's are not.
        bool isGuid = Guid.TryParse(taskId, out _);
        if (taskId is not null && (service == EvalService.Galileo || (service is null && isGuid)))
            return new CodeScorerValidation { TaskId = taskId, Path = InputProperty.Text(input, "Path") };
        if (taskId is not null && (service is null or EvalService.Scale))
            return new ScaleTask { TaskId = taskId, BatchId = batchId, BatchName = InputProperty.Text(input, "BatchName") };
        if (batchId is not null && (service is null or EvalService.Scale))
            return new ScaleBatch { BatchId = batchId };

        throw Invalid(service switch
        {
            EvalService.Galileo => "The object for Galileo has no TaskId, and no MetricsExperimentId.",
            EvalService.Kolena => "The object for Kolena has no ValidationId, and no RunId.",
            EvalService.Scale => "The object for Scale has no TaskId, and no BatchId.",
            _ => "The object has none of the ids TaskId, MetricsExperimentId, ValidationId, RunId and BatchId.",
        });
    }

    private static KolenaValidation ValidationFrom(object input)
    {
        long[] ids = Numbers(input, ValidationIds);
        return new KolenaValidation { AgentId = ids[0], GroundTruthId = ids[1], ValidationId = ids[2] };
    }

    private static KolenaAgentRun RunFrom(object input)
    {
        long[] ids = Numbers(input, RunIds);
        return new KolenaAgentRun { AgentId = ids[0], RunId = ids[1] };
    }

    private static long[] Numbers(object input, string[] names)
    {
        string[] missing = [.. names.Where(name => InputProperty.Text(input, name) is null)];
        if (missing.Length > 0)
            throw Invalid($"The object for Kolena has no {string.Join(" and no ", missing)}.");
        return [.. names.Select(name => InputProperty.Number(input, name)
            ?? throw Invalid($"'{EvalText.OneLine(InputProperty.Text(input, name), 100)}' is not a valid {name}: it must be a whole number."))];
    }

    private static LogRecordValidation LogRecordsFrom(object input, string metricsExperimentId) => new()
    {
        ProjectId = InputProperty.Text(input, "ProjectId"),
        MetricsExperimentId = metricsExperimentId,
        Path = InputProperty.Text(input, "Path"),
        LogStreamId = InputProperty.Text(input, "LogStreamId"),
        ExperimentId = InputProperty.Text(input, "ExperimentId"),
        DatasetId = InputProperty.Text(input, "DatasetId"),
    };

    private static EvalException Invalid(string message, string? action = null) =>
        new(EvalErrorCondition.InvalidArgument, message)
        {
            RecommendedAction = action ?? "Give the output of a cmdlet of this module, or rows with the same ids. "
                + "A CSV file of mixed work lacks columns: use Export-Clixml.",
        };
}
