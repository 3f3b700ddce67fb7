using GalileoEval.Scale;

namespace GalileoEval.Tests.Scale;

/// <summary>What <c>Export-Csv</c> writes as Value: the text of the object.</summary>
public sealed class ScaleValueTextTests
{
    [Theory]
    [InlineData("category_multiple", """["a","b c"]""", "a; b c")]
    [InlineData("category_multiple", """["a; b","é <c>"]""", """["a; b","é <c>"]""")]
    [InlineData("category_multiple", """["a;b"]""", """["a;b"]""")]
    [InlineData("category_multiple", """["a",""]""", """["a",""]""")]
    [InlineData("category_multiple", "[]", "")]
    [InlineData("ranked_choices", """["a","b"]""", "a; b")]
    [InlineData("ranked_groups", """[["a","b"],["c"]]""", """[["a","b"],["c"]]""")]
    [InlineData("labeled_text", """[{"label":"l","text":"t"}]""", "l: t")]
    [InlineData("labeled_text", """[{"label":"l","text":"t; u"}]""", """[{"label":"l","text":"t; u"}]""")]
    [InlineData("labeled_text", """[{"label":"l","text":"t\nu"}]""", """[{"label":"l","text":"t\nu"}]""")]
    [InlineData("later", """[1,"x",true,2.5]""", "1; x; True; 2.5")]
    [InlineData("later", """[1,null,{"a":[1]}]""", """[1,null,{"a":[1]}]""")]
    [InlineData("later", """[1,[2,["three"]]]""", """[1,[2,["three"]]]""")]
    public async Task A_list_is_plain_text_if_that_is_lossless_and_otherwise_JSON(string type, string value, string text) =>
        Assert.Equal(text, (await ReadAsync(type, value)).Value!.ToString());

    [Theory]
    [InlineData(
        """{"name":"a.pdf","mime_type":"application/pdf","url":"https://example.org/a?b=1&c=2"}""",
        """[{"name":"a.pdf","mime_type":"application/pdf","url":"https://example.org/a?b=1&c=2"}]""")]
    [InlineData(
        """[{"name":"a","scale_url":"scaledata://1","file_size_in_bytes":5,"later":{"x":1}},{"mime_type":"text/plain"}]""",
        """[{"name":"a","scale_url":"scaledata://1","file_size_in_bytes":5,"later":{"x":1}},{"mime_type":"text/plain"}]""")]
    public async Task Files_are_json_with_name_address_and_media_type(string value, string text)
    {
        ScaleAnnotation annotation = await ReadAsync("file", value);

        Assert.Equal(text, annotation.Value!.ToString());
        Assert.DoesNotContain("{", annotation.ValueText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unpaired_surrogate_in_an_unknown_field_does_not_fail()
    {
        ScaleAnnotation annotation = await ReadAsync("file", """{"name":"a","later":["\ud83d","\udc00x","\ud83d\ude00","\\ud83d"]}""");

        string text = annotation.Value!.ToString()!;
        Assert.StartsWith("""[{"name":"a","later":["\uFFFD","\uFFFDx",""".Replace(@"\uFFFD", "\uFFFD", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.EndsWith(@",""\\ud83d""]}]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_is_json_without_its_token()
    {
        ScaleAnnotation annotation = await ReadAsync("workspace_container", """
            {"workspace_id": "w", "workspace_config": {"workspace_url": "https://example.org/w", "workspace_token": "CANARY",
              "inactivity_freeze_time": 600, "later": {"workspace_token": "CANARY", "kept": true}},
             "last_code_run_event": {"exit_code": 1}, "output_files": [{"file_name": "a.py", "file_content": "print('é')"}],
             "stdout_output": {"content": "out"}, "stderr_output": null, "more": [1]}
            """);

        Assert.Equal(
            """{"workspace_id":"w","workspace_config":{"workspace_url":"https://example.org/w","inactivity_freeze_time":600,"later":{"kept":true}},"""
            + """ "last_code_run_event":{"exit_code":1},"output_files":[{"file_name":"a.py","file_content":"print('é')"}],"""[1..]
            + """ "stdout_output":{"content":"out"},"more":[1]}"""[1..],
            annotation.Value!.ToString());
        Assert.Equal("w", annotation.ValueText);
    }

    private static Task<ScaleAnnotation> ReadAsync(string type, string value) =>
        ScaleReading.AnnotationAsync($$"""{"key": "k", "type": "{{type}}", "value": {{value}} }""");
}
