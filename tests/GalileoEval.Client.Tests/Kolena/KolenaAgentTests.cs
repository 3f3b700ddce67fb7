using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Paging;

namespace GalileoEval.Tests.Kolena;

public class KolenaAgentTests
{
    private const string Agent = """
        {"id":4,"workspace_id":9,"name":"Invoices","objective":"Read.","created":"2025-02-03T09:15:00","updated":"2025-06-30T16:40:12.5",
        "created_by":"ann","n_runs":42,"metadata":{"team":"finance"},"later":1,
        "prompts":[{"id":401,"name":"total","created":"2025-02-03T09:20:00","options":{"kind":"number"},
        "documents":[{"filename":"a.pdf"}],"input_prompt_ids":[400],"last_updated_by":"bob"}],
        "output_templates":[{"id":5,"filename":"out.docx","updated":"2025-02-03T09:20:00"}]}
        """;

    [Fact]
    public async Task An_agent_is_read_completely_with_UTC_times()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(Agent);

        KolenaAgent agent = await new KolenaClient(transport).GetAgentAsync(4, default);

        Assert.Equal("api/v1/client/agents/4", transport.Last.Path);
        Assert.Equal(1200, transport.Last.Request.RequestsPerMinute);
        Assert.Equal((4, "Invoices", 9, 42, "ann"), (agent.AgentId, agent.Name, agent.WorkspaceId, agent.RunCount, agent.CreatedBy));
        Assert.Equal(new DateTime(2025, 2, 3, 9, 15, 0, DateTimeKind.Utc), agent.CreatedAt);
        Assert.Equal(DateTimeKind.Utc, agent.UpdatedAt!.Value.Kind);
        KolenaPrompt prompt = Assert.Single(agent.Prompts);
        Assert.Equal((401, "total", "bob"), (prompt.PromptId, prompt.Name, prompt.LastUpdatedBy));
        Assert.Equal(("a.pdf", "400"), (prompt.Documents.ToString(), prompt.InputPromptIds.ToString()));
        Assert.Equal("number", prompt.Options!["kind"]);
        Assert.Equal("out.docx", agent.OutputTemplates.ToString());
        Assert.Equal("finance", agent.Metadata!["team"]);
    }

    [Fact]
    public async Task A_page_of_agents_is_requested_by_number_and_size()
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena)
            .Returns($$"""{"agents":[{{Agent}},null,{"id":5}],"total_pages":2,"page_number":1,"page_size":3}""");

        EvalPage<KolenaAgent> page = await new KolenaClient(transport).ListAgentsAsync(1, 3, default);

        Assert.Equal("api/v1/client/agents?page_number=1&page_size=3", transport.Last.Path);
        Assert.Equal(600, transport.Last.Request.RequestsPerMinute);
        Assert.Equal([4L, 5L], page.Items.Select(agent => agent.AgentId));
        Assert.Equal((2, null), (page.TotalPages, page.NextToken));
        Assert.Equal("Invoices; agent 5", page.Items.ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"agents":[{"name":"x"}],"total_pages":1}""")]
    [InlineData("""{"agents":{},"total_pages":1}""")]
    public async Task A_list_with_another_structure_is_an_error(string body)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns(body);

        EvalException error = await Assert.ThrowsAsync<EvalException>(
            () => new KolenaClient(transport).ListAgentsAsync(0, 50, default));

        Assert.Equal(EvalErrorCondition.InvalidResponse, error.Condition);
    }
}
