using System.Text.Json;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Records;
using GalileoEval.Json;

namespace GalileoEval.Tests.Galileo;

public sealed class AdditionalFieldTests
{
    [Fact]
    public void A_scorer_keeps_unknown_fields()
    {
        GalileoScorer scorer = Read<GalileoScorer>(
            """{"id":"s","name":"n","tags":["t"],"is_global":false,"scope_projects":[{"id":"p"}],"label":null,"ground_truth":null,"later":1.50}""");

        Assert.Equal("""{"scope_projects":[{"id":"p"}],"later":1.50}""", scorer.AdditionalJson);
    }

    [Fact]
    public void A_field_with_the_name_of_a_derived_property_is_an_unknown_field()
    {
        GalileoScorer scorer = Read<GalileoScorer>("""{"id":"s","name":"n","version":9,"latest_version":{"version":2,"id":"v"}}""");

        Assert.Equal(2, scorer.Version);
        Assert.Equal("""{"version":9,"latest_version":{"version":2,"id":"v"}}""", scorer.AdditionalJson);
    }

    [Fact]
    public void A_known_field_of_another_shape_is_kept_in_the_JSON()
    {
        GalileoScorer scorer = Read<GalileoScorer>("""{"id":"s","name":"n","tags":["a",null,7],"is_global":"yes","deprecated":null}""");

        Assert.Equal(["a"], scorer.Tags);
        Assert.False(scorer.IsGlobal);
        Assert.Equal("""{"tags":["a",null,7],"is_global":"yes"}""", scorer.AdditionalJson);
    }

    [Fact]
    public void An_experiment_keeps_its_tags()
    {
        GalileoExperiment experiment = Read<GalileoExperiment>("""{"id":"e","name":"n","tags":{"run":[{"value":"x"}]},"rank":1}""");

        Assert.Equal("""{"tags":{"run":[{"value":"x"}]}}""", experiment.AdditionalJson);
    }

    [Fact]
    public void A_project_and_a_log_stream_keep_unknown_fields()
    {
        const string json = """{"id":"x","name":"n","created_by":"u","created_at":"2025-03-01T10:00:00Z","later":{"a":"é"}}""";

        Assert.Equal("""{"later":{"a":"é"}}""", Read<GalileoProject>(json).AdditionalJson);
        Assert.Equal("""{"later":{"a":"é"}}""", Read<GalileoLogStream>(json).AdditionalJson);
        Assert.Null(Read<GalileoProject>("""{"id":"x","name":"n"}""").AdditionalJson);
    }

    [Fact]
    public void A_creator_is_an_email_address_or_an_ID_and_is_kept_whole_with_unknown_fields()
    {
        GalileoProject known = Read<GalileoProject>("""{"id":"x","created_by":"u","created_by_user":{"id":"i","email":"a@b.c"}}""");
        GalileoProject unnamed = Read<GalileoProject>("""{"id":"x","created_by_user":{"id":"i","email":null},"created_by":"u"}""");
        GalileoProject unknown = Read<GalileoProject>("""{"id":"x","created_by":"u","created_by_user":{"email":7,"role":"admin"}}""");

        Assert.Equal(("a@b.c", null), (known.CreatedBy, known.AdditionalJson));
        Assert.Equal(("i", null), (unnamed.CreatedBy, unnamed.AdditionalJson));
        Assert.Equal(("u", """{"created_by_user":{"email":7,"role":"admin"}}"""), (unknown.CreatedBy, unknown.AdditionalJson));
    }

    [Fact]
    public void The_validation_of_a_code_scorer_and_its_test_scores_keep_unknown_fields()
    {
        CodeScorerValidation validation = Read<CodeScorerValidation>("""
            {"id":"t","status":"completed","created_at":"soon","queue":"q",
             "result":{"result":"{\"result_type\":\"valid\",\"test_scores\":[{\"node_type\":\"llm\",\"score\":0.5,\"unit\":\"%\"},7]}"}}
            """);

        Assert.Equal((true, null), (validation.IsValid, validation.CreatedAt));
        Assert.Equal("""{"created_at":"soon","queue":"q"}""", validation.AdditionalJson);
        TestScore score = Assert.Single(validation.TestScores);
        Assert.Equal(("llm", 0.5, """{"unit":"%"}"""), (score.NodeType, score.Score, score.AdditionalJson));
    }

    [Fact]
    public void A_time_out_of_range_is_kept_in_the_JSON()
    {
        const string json = """{"id":"x","name":"n","created_at":"2026-06-30T23:59:60Z"}""";

        GalileoProject project = Read<GalileoProject>(json);

        Assert.Null(project.CreatedAt);
        Assert.Equal("""{"created_at":"2026-06-30T23:59:60Z"}""", project.AdditionalJson);
    }

    [Fact]
    public void A_score_has_the_position_and_the_tags_of_its_record()
    {
        LogRecordScore score = ScoreOf("""
            {"id":"r","type":"llm","trace_id":"t","session_id":"s","parent_id":"a","external_id":"ext","tags":["x","y"],
             "created_at":"2025-03-01T12:00:00+01:00","dataset_input":"row","user_metadata":{"k":"v"},"has_children":false,"files":null}
            """);

        Assert.Equal(("t", "s", "a", "ext", "row"), (score.TraceId, score.SessionId, score.ParentId, score.ExternalId, score.DatasetInput));
        Assert.Equal(["x", "y"], score.Tags);
        Assert.Equal(new DateTime(2025, 3, 1, 11, 0, 0, DateTimeKind.Utc), score.CreatedAt);
        Assert.Equal(DateTimeKind.Utc, score.CreatedAt!.Value.Kind);
        Assert.Equal("""{"user_metadata":{"k":"v"},"has_children":false}""", score.AdditionalJson);
    }

    [Fact]
    public void A_score_of_a_record_with_nothing_else_has_no_additional_json()
    {
        LogRecordScore score = ScoreOf("""{"id":"r","created_at":7}""");

        Assert.Null(score.CreatedAt);
        Assert.Empty(score.Tags);
        Assert.Equal("""{"created_at":7}""", score.AdditionalJson);
        Assert.Null(ScoreOf("""{"id":"r"}""").AdditionalJson);
    }

    private static LogRecordScore ScoreOf(string record) => LogRecordScoreReader.Read(
        "p",
        new LogRecordRun { MetricsExperimentId = "e" },
        Read<LogRecord>(record),
        "metric",
        Element("""{"status_type":"success","value":1}"""));

    private static T Read<T>(string json)
        where T : class =>
        TolerantJson<GalileoJsonContext>.Read<T>(Element(json));

    private static JsonElement Element(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
