using System.Collections;
using GalileoEval.Galileo.Export;

namespace GalileoEval.Completion;

/// <summary>Completes fixed words. Unlike ValidateSet it accepts other words, because a service may support more than
/// this module. Windows PowerShell creates a completer from its type, so every set of words is a type.</summary>
internal abstract class WordCompleter(params string[] words) : Completer
{
    private protected override IEnumerable<string> Words(string commandName, IDictionary parameters) => words;
}

/// <summary>Completes the states of a run that Kolena documents.</summary>
internal sealed class KolenaRunStatusCompleter() : WordCompleter("failed", "running", "success");

/// <summary>Completes the kinds of model that Galileo documents.</summary>
internal sealed class ModelTypeCompleter() : WordCompleter("code", "llm", "slm");

/// <summary>Completes the capabilities in addition to text that Galileo documents.</summary>
internal sealed class MultimodalCapabilityCompleter() : WordCompleter("audio", "vision");

/// <summary>Completes the node types that Galileo documents.</summary>
internal sealed class NodeTypeCompleter() : WordCompleter(
    "agent", "chain", "chat", "llm", "retriever", "session", "tool", "trace", "workflow");

/// <summary>Completes the output types of a scorer that Galileo documents.</summary>
internal sealed class OutputTypeCompleter() : WordCompleter(
    "boolean", "boolean_multilabel", "categorical", "count", "discrete", "freeform", "multilabel", "percentage",
    "retrieved_chunk_list_boolean");

/// <summary>Completes the types of annotation that Scale documents.</summary>
internal sealed class ScaleAnnotationTypeCompleter() : WordCompleter(
    "boolean", "category", "category_multiple", "file", "integer", "labeled_text", "ranked_choices", "ranked_groups",
    "rubric_criteria", "rubric_rating", "text", "workspace_container");

/// <summary>Completes the states of a batch that Scale documents.</summary>
internal sealed class ScaleBatchStatusCompleter() : WordCompleter(
    "cancelled", "completed", "in_progress", "paused", "staging");

/// <summary>Completes the references that Scale can expand.</summary>
internal sealed class ScaleExpandCompleter() : WordCompleter("batch", "project");

/// <summary>Completes the options that Scale documents, and one that only its clients have.</summary>
internal sealed class ScaleOptionCompleter() : WordCompleter(
    "annotation_details", "attachment_details", "model_parameters", "submissions");

/// <summary>Completes the references that Scale can expand in batches and deliveries.</summary>
internal sealed class ScaleProjectExpandCompleter() : WordCompleter("project");

/// <summary>Completes the roles of a message that Scale documents.</summary>
internal sealed class ScaleRoleCompleter() : WordCompleter("assistant", "function", "system", "user");

/// <summary>Completes the states of a task that Scale documents, and one that only its clients have.</summary>
internal sealed class ScaleTaskStatusCompleter() : WordCompleter("canceled", "completed", "deleted", "error", "pending");

/// <summary>Completes the statistics of the metrics of an experiment.</summary>
internal sealed class ExperimentStatisticCompleter() : WordCompleter(
    "Bucket", "Count", "Maximum", "Mean", "Median", "Minimum", "P90", "P95", "P99", "Percentage", "Sum");

/// <summary>Completes the formats of an export of log records.</summary>
internal sealed class ExportFormatCompleter() : WordCompleter([.. LogRecordExport.Formats]);

/// <summary>Completes the types of exported log records.</summary>
internal sealed class RootTypeCompleter() : WordCompleter([.. LogRecordExport.RootTypes]);

/// <summary>Completes the types of a score.</summary>
internal sealed class ScoreTypeCompleter() : WordCompleter("bool", "float", "int", "str");

/// <summary>Completes the kinds of scorer that Galileo documents.</summary>
internal sealed class ScorerTypeCompleter() : WordCompleter("code", "llm", "luna", "preset");

/// <summary>Completes the realms of Splunk Observability Cloud that Splunk documents.</summary>
internal sealed class SplunkRealmCompleter() : WordCompleter("au0", "eu0", "eu1", "eu2", "jp0", "sg0", "us0", "us1", "us2");
