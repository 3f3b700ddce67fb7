using GalileoEval.Json;
using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

public sealed class ScaleAnnotationTests
{
    private const string Details = """
        "title": "T", "description": "D", "labels": ["L1", "L2"], "metadata": {"criteria": "quality"},
        "justification": "J", "not_applicable": false, "cannot_assess": false
        """;

    public static TheoryData<string, string, object, string> Scalars => new()
    {
        { "integer", "3", 3L, "3" },
        { "integer", "-9007199254740993", -9007199254740993L, "-9007199254740993" },
        { "boolean", "true", true, "true" },
        { "boolean", "false", false, "false" },
        { "text", "\"two\\nlines\"", "two\nlines", "two lines" },
        { "category", "\"Minor\"", "Minor", "Minor" },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public async Task A_scalar_is_its_natural_value_with_the_details_and_without(
        string type, string json, object value, string text)
    {
        ScaleAnnotation detailed = await ScaleReading.AnnotationAsync(
            $$"""{"id": "an_1", "key": "k", "type": "{{type}}", {{Details}}, "value": {{json}} }""");
        Assert.Equal(value, detailed.Value);
        Assert.IsType(value.GetType(), detailed.Value);
        Assert.Equal(text, detailed.ValueText);
        Assert.Equal($"k={text}", detailed.ToString());
        Assert.Equal(("an_1", "k", type, "T", "D", "J"),
            (detailed.Id, detailed.Key, detailed.Type, detailed.Title, detailed.Description, detailed.Justification));
        Assert.Equal(["L1", "L2"], detailed.Labels);
        Assert.Equal("quality", detailed.Metadata!["criteria"]);
        Assert.False(detailed.NotApplicable);
        Assert.False(detailed.CannotAssess);
        Assert.Null(detailed.RawJson);

        ScaleAnnotation plain = await ScaleReading.AnnotationAsync($$"""{"key": "k", "value": {{json}} }""");
        Assert.Equal(value, plain.Value);
        Assert.Null(plain.Id);
        Assert.Null(plain.Type);
        Assert.Null(plain.NotApplicable);
        Assert.Empty(plain.Labels);
        Assert.Empty(plain.PossibleValues);
        Assert.Null(plain.RawJson);

        // The type may come after the value that is read by it.
        ScaleAnnotation late = await ScaleReading.AnnotationAsync($$"""{"value": {{json}}, "key": "k", "type": "{{type}}" }""");
        Assert.Equal(value, late.Value);
        Assert.Null(late.RawJson);
    }

    [Fact]
    public async Task An_escaped_name_is_recognized_and_invalid_text_is_an_unknown_name()
    {
        ScaleAnnotation annotation = await ScaleReading.AnnotationAsync(
            """{"\u006bey": "k", "typ\u0065": "integer", "value": 3}""");
        Assert.Equal(("k", "integer", 3L), (annotation.Key, annotation.Type, annotation.Value));
        Assert.Null(annotation.RawJson);

        const string odd = """{"key": "k", "\ud83d": "half a character", "value": 3}""";
        annotation = await ScaleReading.AnnotationAsync(odd);
        Assert.Equal(("k", 3L), (annotation.Key, annotation.Value));
        Assert.Equal(odd, annotation.RawJson);
    }

    [Theory]
    [InlineData("category_multiple", "a; b")]
    [InlineData("ranked_choices", "a > b")]
    [InlineData(null, "a; b")]
    public async Task A_list_of_texts_is_a_list(string? type, string text)
    {
        ScaleAnnotation annotation = await Annotation(type, """["a", "b"]""");

        Assert.Equal(["a", "b"], Assert.IsType<EvalList<string>>(annotation.Value));
        Assert.Equal(text, annotation.ValueText);
        Assert.Null(annotation.RawJson);
    }

    [Theory]
    [InlineData("ranked_groups")]
    [InlineData(null)]
    public async Task Ranked_groups_are_lists_in_a_list(string? type)
    {
        ScaleAnnotation annotation = await Annotation(type, """[["a", "b"], ["c"], []]""");

        EvalList<EvalList<string>> groups = Assert.IsType<EvalList<EvalList<string>>>(annotation.Value);
        Assert.Equal(3, groups.Count);
        Assert.Equal(["a", "b"], groups[0]);
        Assert.Equal("a = b > c >", annotation.ValueText);
        Assert.Null(annotation.RawJson);
    }

    [Fact]
    public async Task Labeled_text_is_a_list_of_parts()
    {
        ScaleAnnotation annotation = await Annotation("labeled_text", """[{"label": "claim", "text": "It rains"}, {"label": "source"}]""");

        EvalList<ScaleLabeledText> parts = Assert.IsType<EvalList<ScaleLabeledText>>(annotation.Value);
        Assert.Equal(("claim", "It rains"), (parts[0].Label, parts[0].Text));
        Assert.Equal("claim: It rains; source:", annotation.ValueText);
        Assert.Null(annotation.RawJson);
    }

    [Theory]
    [InlineData("""{"name": "a.pdf", "mime_type": "application/pdf", "url": "https://example.org/a"}""", "a.pdf")]
    [InlineData("""[{"name": "a.pdf"}, {"url": "https://example.org/b"}]""", "a.pdf; https://example.org/b")]
    [InlineData("[]", "")]
    public async Task One_or_several_files_are_a_list(string json, string text)
    {
        ScaleAnnotation annotation = await Annotation("file", json);

        Assert.IsType<EvalList<ScaleAttachment>>(annotation.Value);
        Assert.Equal(text, annotation.ValueText);
        Assert.Null(annotation.RawJson);
    }

    [Fact]
    public async Task Rubric_criteria_have_a_weight()
    {
        ScaleAnnotation annotation = await Annotation("rubric_criteria", """{"weight": 2.5}""");

        Assert.Equal(2.5, Assert.IsType<ScaleRubricCriteria>(annotation.Value).Weight);
        Assert.Equal("weight 2.5", annotation.ValueText);
    }

    [Fact]
    public async Task A_rubric_rating_has_score_colour_and_reason()
    {
        ScaleAnnotation annotation = await Annotation(
            "rubric_rating", """{"score": 0.75, "color": "green", "justification": "Nearly\nright", "round": 2}""");

        ScaleRubricRating rating = Assert.IsType<ScaleRubricRating>(annotation.Value);
        Assert.Equal((0.75, "green", "Nearly\nright"), (rating.Score, rating.Color, rating.Justification));
        Assert.Equal("""{"round":2}""", rating.AdditionalJson);
        Assert.Equal("0.75 green Nearly right", annotation.ValueText);
        Assert.Null(annotation.RawJson);
    }

    [Fact]
    public async Task A_workspace_is_read_without_its_token()
    {
        ScaleAnnotation annotation = await Annotation("workspace_container", """
            {"workspace_id": "ws_1",
             "workspace_config": {"workspace_id": "ws_1", "workspace_url": "https://example.org/ws", "workspace_token": "CANARY",
               "expires_at": "2024-06-01T00:00:00Z", "inactivity_freeze_time": 600, "force_enable_workspace_access": true,
               "workspace_image_version": 4},
             "last_code_run_event": {"exit_code": 1, "workspace_token": "CANARY"},
             "output_files": [{"file_name": "a.py", "scale_url": "scaledata://a", "url": "https://example.org/a",
               "file_language": "python", "file_content": "print()"}],
             "stdout_output": {"content": "out", "url": "u", "scale_url": "s"}, "stderr_output": {"content": "err"},
             "test_stdout_output": {"content": "tout"}, "test_stderr_output": {"url": "terr"} }
            """);

        ScaleWorkspace workspace = Assert.IsType<ScaleWorkspace>(annotation.Value);
        Assert.Equal("ws_1", annotation.ValueText);
        ScaleWorkspaceConfig config = workspace.WorkspaceConfig!;
        Assert.Equal(("ws_1", "https://example.org/ws", "2024-06-01T00:00:00Z", 600L, true, 4L),
            (config.WorkspaceId, config.WorkspaceUrl, config.ExpiresAt, config.InactivityFreezeTime,
             config.ForceEnableWorkspaceAccess, config.WorkspaceImageVersion));
        Assert.Null(config.AdditionalJson);
        Assert.Equal("""{"exit_code":1}""", workspace.LastCodeRunEvent!.ToString());
        ScaleWorkspaceFile file = Assert.Single(workspace.OutputFiles);
        Assert.Equal(("a.py", "python", "print()"), (file.FileName, file.FileLanguage, file.FileContent));
        Assert.Equal(("out", "u", "s"), (workspace.StdoutOutput!.Content, workspace.StdoutOutput.Url, workspace.StdoutOutput.ScaleUrl));
        Assert.Equal("err; tout; terr", $"{workspace.StderrOutput}; {workspace.TestStdoutOutput}; {workspace.TestStderrOutput}");
        Assert.Null(annotation.RawJson);
        Assert.DoesNotContain(ObjectWalker.TextsOf(annotation), text => text.Contains("CANARY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_type_keeps_its_json_and_a_natural_value()
    {
        ScaleAnnotation scalar = await Annotation("<string>", "3");
        Assert.Equal(3L, scalar.Value);
        Assert.Equal("<string>", scalar.Type);
        Assert.Equal("""{"key": "k", "type": "<string>", "value": 3}""", scalar.RawJson);

        ScaleAnnotation box = await Annotation("bounding_box", """{"x": 1, "y": 2.5}""");
        Assert.Equal(2.5, Assert.IsType<JsonMap>(box.Value)["y"]);
        Assert.Equal("""{"x": 1, "y": 2.5}""", box.ValueText);
        Assert.NotNull(box.RawJson);

        ScaleAnnotation mixed = await Annotation("later", """[1, "a", {"b": null}]""");
        EvalList<object?> items = Assert.IsType<EvalList<object?>>(mixed.Value);
        Assert.Equal(1L, items[0]);
        Assert.Equal("""1; a; {"b": null}""", mixed.ValueText);
    }

    [Fact]
    public async Task An_object_without_a_type_keeps_its_JSON()
    {
        ScaleAnnotation annotation = await Annotation(null, """{"weight": 1}""");

        Assert.Equal(1L, Assert.IsType<JsonMap>(annotation.Value)["weight"]);
        Assert.Equal("""{"key": "k", "value": {"weight": 1}}""", annotation.RawJson);
    }

    [Theory]
    [InlineData("integer", "\"three\"", "three")]
    [InlineData("integer", "2.5", "2.5")]
    [InlineData("integer", "99999999999999999999", "1E+20")]
    [InlineData("boolean", "1", "1")]
    [InlineData("text", "true", "true")]
    [InlineData("category", "[\"a\"]", "a")]
    [InlineData("category_multiple", "\"a\"", "a")]
    [InlineData("category_multiple", "[\"a\", 1]", "a; 1")]
    [InlineData("ranked_choices", "[[\"a\"]]", "a")]
    [InlineData("ranked_groups", "[\"a\"]", "a")]
    [InlineData("ranked_groups", "[[\"a\"], null]", "a;")]
    [InlineData("labeled_text", "[\"a\"]", "a")]
    [InlineData("labeled_text", "[{\"label\": []}]", "{\"label\": []}")]
    [InlineData("file", "\"a.pdf\"", "a.pdf")]
    [InlineData("file", "[7]", "7")]
    [InlineData("rubric_criteria", "5", "5")]
    [InlineData("rubric_criteria", "{\"weight\": \"heavy\"}", "{\"weight\": \"heavy\"}")]
    [InlineData("rubric_rating", "[]", "")]
    [InlineData("workspace_container", "false", "false")]
    public async Task A_value_that_does_not_match_its_type_is_kept(string type, string json, string text)
    {
        ScaleAnnotation annotation = await Annotation(type, json);

        Assert.NotNull(annotation.Value);
        Assert.Equal(text, annotation.ValueText);
        Assert.Equal($$"""{"key": "k", "type": "{{type}}", "value": {{json}}}""", annotation.RawJson);
    }

    [Theory]
    [InlineData("""{"key": "k", "type": "integer"}""", "")]
    [InlineData("""{"key": "k", "type": "integer", "value": null}""", "")]
    [InlineData("""{"key": "k"}""", "")]
    [InlineData("""{"key": "k", "type": "text", "not_applicable": true}""", "not applicable")]
    [InlineData("""{"key": "k", "type": "text", "value": null, "cannot_assess": true}""", "cannot assess")]
    public async Task A_value_may_be_absent(string json, string text)
    {
        ScaleAnnotation annotation = await ScaleReading.AnnotationAsync(json);

        Assert.Null(annotation.Value);
        Assert.Equal(text, annotation.ValueText);
        Assert.Null(annotation.RawJson);
    }

    [Theory]
    [InlineData("[1, 2, 3]", "1; 2; 3")]
    [InlineData("[[1, 2], [3]]", "1; 2; 3")]
    [InlineData("[[[\"a\"], true], 0.5, {\"b\": [1]}]", "a; True; 0.5; {\"b\": [1]}")]
    [InlineData("[[[\"a\"], true], null, 0.5, {\"b\": [1]}]", "[\"a\",true,null,0.5,{\"b\":[1]}]")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public async Task Nested_possible_values_are_flattened(string json, string text)
    {
        ScaleAnnotation annotation = await ScaleReading.AnnotationAsync(
            $$"""{"key": "k", "type": "integer", "possible_values": {{json}}, "value": 1}""");

        Assert.Equal(text, annotation.PossibleValues.ToString());
        Assert.Equal(1L, annotation.Value);
        Assert.Null(annotation.RawJson);
    }

    [Theory]
    [InlineData("""{"id": 5, "key": "k", "value": 1}""")]
    [InlineData("""{"key": "k", "value": 1, "labels": [1, 2]}""")]
    [InlineData("""{"key": "k", "value": 1, "labels": "L"}""")]
    [InlineData("""{"key": "k", "value": 1, "metadata": "quality"}""")]
    [InlineData("""{"key": "k", "value": 1, "possible_values": {"from": 1}}""")]
    [InlineData("""{"key": "k", "value": 1, "not_applicable": "no"}""")]
    [InlineData("""{"key": "k", "value": 1, "type": ["integer"]}""")]
    [InlineData("""{"key": "k", "value": 1, "confidence": {"low": 0.2, "high": 0.4}}""")]
    public async Task An_unknown_or_invalid_field_does_not_affect_others(string json)
    {
        ScaleAnnotation annotation = await ScaleReading.AnnotationAsync(json);

        Assert.Equal("k", annotation.Key);
        Assert.Equal(1L, annotation.Value);
        Assert.Equal(json, annotation.RawJson);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"an_1\"")]
    [InlineData("[{\"value\": 1}, [2]]")]
    public async Task A_value_that_is_not_an_object_is_kept(string json)
    {
        ScaleTask task = await ScaleReading.TaskAsync(
            ScaleSamples.WithAnnotations($$"""{{json}}, {"key": "after", "value": true}"""));

        Assert.Equal(json, task.Threads[0].Annotations[0].RawJson);
        Assert.Equal("after=true", task.Threads[0].Annotations[1].ToString());
    }

    [Fact]
    public async Task The_criteria_of_an_annotation_may_be_an_annotation()
    {
        ScaleAnnotation annotation = await ScaleReading.AnnotationAsync(
            """{"key": "k", "value": 1, "metadata": {"criteria": {"id": "an_2", "key": "c", "type": "text", "value": "v"} } }""");

        JsonMap criteria = Assert.IsType<JsonMap>(annotation.Metadata!["criteria"]);
        Assert.Equal("v", criteria["value"]);
        Assert.Null(annotation.RawJson);
    }

    private static Task<ScaleAnnotation> Annotation(string? type, string value) => ScaleReading.AnnotationAsync(
        type is null
            ? $$"""{"key": "k", "value": {{value}}}"""
            : $$"""{"key": "k", "type": "{{type}}", "value": {{value}}}""");
}
