using GalileoEval.Kolena;

namespace GalileoEval.Tests.Kolena;

public sealed class KolenaAdditionalFieldTests
{
    [Fact]
    public async Task An_object_of_the_documented_structure_has_no_additional_JSON()
    {
        KolenaAgentRun run = await RunAsync("""
            "agent_id":1,"files":["a"],"order":["t"],"usage":{"credits_used":2},"completed":null,
            "data":{"t":{"value":[1,null],"usage":{"credits_used":1},"metadata":{"citations":[{"file":"a","pages":[1]}]}}}
            """);
        KolenaValidation validation = await ValidationAsync("""
            "ground_truth_id":2,"ground_truth_version":0,"results":{"score":1}
            """);

        Assert.Null(run.AdditionalJson);
        Assert.Null(run.Results[0].AdditionalJson);
        Assert.Null(run.Results[0].Citations[0].AdditionalJson);
        Assert.Null(validation.AdditionalJson);
        Assert.Equal(0, validation.GroundTruthVersion);
    }

    [Fact]
    public async Task Every_object_keeps_its_own_unknown_fields()
    {
        KolenaAgent agent = await AgentAsync("""
            "later":1,"prompts":[{"id":2,"a":[1.50]}],"output_templates":[{"b":null,"c":"é"}]
            """);
        KolenaAgentRun run = await RunAsync("""
            "due":"x","data":{"t":{"name":"n","metadata":{"citations":[{"file":"a","page_count":3}]}}}
            """);

        Assert.Equal("""{"later":1}""", agent.AdditionalJson);
        Assert.Equal("""{"a":[1.50]}""", agent.Prompts[0].AdditionalJson);
        Assert.Equal("""{"c":"é"}""", agent.OutputTemplates[0].AdditionalJson);
        Assert.Equal("""{"due":"x"}""", run.AdditionalJson);
        Assert.Equal(("t", """{"name":"n"}"""), (run.Results[0].Name, run.Results[0].AdditionalJson));
        Assert.Equal("""{"page_count":3}""", run.Results[0].Citations[0].AdditionalJson);
    }

    [Fact]
    public async Task A_flattened_object_with_an_unknown_field_is_kept_whole()
    {
        KolenaValidation validation = await ValidationAsync("""
            "results":{"score":95.5,"matches":[1]}
            """);
        KolenaAgentRun run = await RunAsync("""
            "usage":{"credits_used":2,"pages":7},"data":{"t":{"metadata":{"confidence":0.5,"model":"m"}}}
            """);
        KolenaAgent agent = await AgentAsync("""
            "prompts":[{"documents":[{"filename":"a.pdf","size":3},{"filename":"b.pdf"}]}]
            """);

        Assert.Equal((95.5, """{"results":{"score":95.5,"matches":[1]}}"""), (validation.Score, validation.AdditionalJson));
        Assert.Equal((2.0, """{"usage":{"credits_used":2,"pages":7}}"""), (run.CreditsUsed, run.AdditionalJson));
        Assert.Equal((0.5, """{"metadata":{"confidence":0.5,"model":"m"}}"""), (run.Results[0].Confidence, run.Results[0].AdditionalJson));
        Assert.Equal("a.pdf; b.pdf", agent.Prompts[0].Documents.ToString());
        Assert.Equal("""{"documents":[{"filename":"a.pdf","size":3},{"filename":"b.pdf"}]}""", agent.Prompts[0].AdditionalJson);
    }

    [Fact]
    public async Task A_known_field_of_another_shape_is_kept_in_the_JSON()
    {
        KolenaAgent agent = await AgentAsync("""
            "name":7,"n_runs":1.5,"created":"2026-06-30T23:59:60Z","prompts":[{"id":1},2,null],"output_templates":{},"metadata":[]
            """);

        Assert.Equal((null, null, null, null), (agent.Name, agent.RunCount, agent.CreatedAt, agent.Metadata));
        Assert.Equal(1, Assert.Single(agent.Prompts).PromptId);
        Assert.Empty(agent.OutputTemplates);
        Assert.Equal(
            """{"name":7,"n_runs":1.5,"created":"2026-06-30T23:59:60Z","prompts":[{"id":1},2,null],"output_templates":{},"metadata":[]}""",
            agent.AdditionalJson);
    }

    [Fact]
    public async Task A_result_that_is_not_an_object_has_only_its_name()
    {
        KolenaAgentRun run = await RunAsync("""
            "data":{"a":5,"b":null,"c":{"value":{"x":null}}}
            """);

        Assert.Equal(["a", "b", "c"], run.Results.Select(result => result.Name));
        Assert.Equal([null, null, """{"x":null}"""], run.Results.Select(result => result.Value?.ToString()));
    }

    [Fact]
    public async Task A_list_that_is_null_is_empty()
    {
        KolenaAgentRun run = await RunAsync("""
            "files":null,"order":null,"data":{"t":{"metadata":{"citations":null}}}
            """);

        Assert.Empty(run.Files);
        Assert.Empty(Assert.Single(run.Results).Citations);
        Assert.Null(run.AdditionalJson);
    }

    private static async Task<KolenaAgent> AgentAsync(string fields)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena).Returns($$"""{"id":1,{{fields}}}""");
        return await new KolenaClient(transport).GetAgentAsync(1, default);
    }

    private static async Task<KolenaAgentRun> RunAsync(string fields)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena)
            .Returns($$"""{"run_id":9,"status":"success",{{fields}}}""");
        return await new KolenaClient(transport).GetRunAsync(1, 9, default);
    }

    private static async Task<KolenaValidation> ValidationAsync(string fields)
    {
        using RecordingTransport transport = new RecordingTransport(EvalService.Kolena)
            .Returns($$"""{"id":3,"status":"success",{{fields}}}""");
        return await new KolenaClient(transport).GetValidationAsync(1, 2, 3, default);
    }
}
