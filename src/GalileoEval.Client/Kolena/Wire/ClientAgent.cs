using System.Text.Json;
using GalileoEval.Json;

namespace GalileoEval.Kolena.Wire;

/// <summary>An agent in the service's format.</summary>
internal sealed class ClientAgent
{
    public JsonElement Id { get; set; }

    public JsonElement WorkspaceId { get; set; }

    public JsonElement Name { get; set; }

    public JsonElement Objective { get; set; }

    public JsonElement Created { get; set; }

    public JsonElement Updated { get; set; }

    public JsonElement CreatedBy { get; set; }

    public JsonElement NRuns { get; set; }

    public JsonElement Prompts { get; set; }

    public JsonElement OutputTemplates { get; set; }

    public JsonElement Metadata { get; set; }

    /// <summary>Converts it to the model.</summary>
    /// <exception cref="JsonException">It has no ID.</exception>
    public KolenaAgent ToModel() => new()
    {
        AgentId = Id.Whole() ?? throw Id.Invalid("an agent", "id"),
        Name = Name.Text(),
        Objective = Objective.Text(),
        WorkspaceId = WorkspaceId.Whole(),
        RunCount = NRuns.Whole(),
        CreatedAt = Created.UtcDate(),
        UpdatedAt = Updated.UtcDate(),
        CreatedBy = CreatedBy.TextOrJson(),
        Prompts = new EvalList<KolenaPrompt>([.. Prompts.Items().Select(Prompt)]),
        OutputTemplates = new EvalList<KolenaOutputTemplate>([.. OutputTemplates.Items().Select(Template)]),
        Metadata = JsonMap.From(Metadata),
    };

    private static KolenaPrompt Prompt(JsonElement prompt) => new()
    {
        PromptId = prompt.Member("id").Whole(),
        Name = prompt.Member("name").Text(),
        CreatedAt = prompt.Member("created").UtcDate(),
        UpdatedAt = prompt.Member("updated").UtcDate(),
        LastUpdatedBy = prompt.Member("last_updated_by").TextOrJson(),
        Documents = new EvalList<string>(
            [.. prompt.Member("documents").Items().Select(document => document.Member("filename").Text()).OfType<string>()]),
        InputPromptIds = new EvalList<long>([.. prompt.Member("input_prompt_ids").Items().Select(id => id.Whole()).OfType<long>()]),
        Options = JsonMap.From(prompt.Member("options")),
    };

    private static KolenaOutputTemplate Template(JsonElement template) => new()
    {
        OutputTemplateId = template.Member("id").Whole(),
        FileName = template.Member("filename").Text(),
        CreatedAt = template.Member("created").UtcDate(),
        UpdatedAt = template.Member("updated").UtcDate(),
    };
}
