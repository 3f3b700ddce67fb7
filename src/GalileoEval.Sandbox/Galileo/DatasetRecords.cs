using System.Text.Json.Nodes;
using GalileoEval.Sandbox.Hosting;

namespace GalileoEval.Sandbox.Galileo;

/// <summary>Creates records from the stored rows of a dataset, to validate a scorer on: a trace and a model call for each
/// row.</summary>
internal static class DatasetRecords
{
    /// <summary>Creates the records of a version.</summary>
    public static RecordRun Of(Dataset dataset, DatasetVersion version) => new(
        dataset.Id, SandboxSample.ProjectId, dataset.Name, version.CreatedAt, [.. version.Rows.SelectMany((row, index) => Row(dataset.Id, row, index))]);

    // The sandbox has no model. The response is the generated output of the row, else the sample bot's answer to this question,
    // else the expected output.
    private static IEnumerable<JsonObject> Row(string datasetId, DatasetRow row, int index)
    {
        string question = Text(row.Values["input"]);
        string expected = Text(row.Values["output"]);
        SampleConversation? talk = SampleConversation.All.FirstOrDefault(talk => talk.Question == question);
        string response = row.Values["generated_output"] is { } generated ? Text(generated) : talk?.Answer ?? expected;

        SampleStep step = new(datasetId, index, row.CreatedAt);
        JsonObject trace = step.Record("trace", $"row {index + 1}", question, response, parent: null, milliseconds: 900);
        JsonObject model = step.Model("answer", talk?.Document ?? "", question, response, trace);
        trace["num_spans"] = 1;
        trace["has_children"] = true;
        foreach (JsonObject record in (JsonObject[])[trace, model])
        {
            record["dataset_input"] = question;
            record["dataset_output"] = expected;
            record["dataset_metadata"] = row.Values["metadata"] is JsonObject metadata ? metadata.DeepClone() : new JsonObject();
            yield return record;
        }
    }

    private static string Text(JsonNode? value) => Nodes.Text(value) ?? value?.ToJsonString() ?? "";
}
