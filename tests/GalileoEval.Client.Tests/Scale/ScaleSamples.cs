namespace GalileoEval.Tests.Scale;

/// <summary>Responses of the service, in the shapes its documentation shows.</summary>
internal static class ScaleSamples
{
    /// <summary>Stands for the secret wherever an answer may hold it.</summary>
    public const string Canary = "CANARY-7f3a";

    /// <summary>One annotation as documentation pages show it: a placeholder for the type, nested possible values.</summary>
    private const string PlaceholderAnnotation = """
        {"id": "an_1", "key": "tone", "type": "<string>", "title": "Tone", "description": "Is the tone right?",
         "labels": ["Rude", "Plain", "Warm"], "metadata": {"criteria": "style"}, "value": 2, "possible_values": [[0, 1, 2]]}
        """;

    /// <summary>A task with every documented field at every level.</summary>
    public const string Full = $$"""
        {
          "task_id": "task_full", "project": "project_a", "status": "completed",
          "created_at": "2024-02-03T04:05:06Z", "batch": "batch_a", "completed_at": "2024-02-04T05:06:07.125+02:00",
          "metadata": {"owner": "ops", "tries": 2, "nested": {"deep": [1, 2.5, null, true]} },
          "threads": [
            {
              "id": "thread_1",
              "turns": [
                {
                  "id": "turn_1",
                  "messages": [
                    {
                      "role": "user",
                      "content": {
                        "text": "What is the capital of France, and since when?",
                        "reference_texts": [{"content": "An atlas", "category": "book", "url": "https://example.org/atlas"}],
                        "attachments": [
                          {"content": "aGVsbG8=", "mime_type": "text/plain", "scale_url": "scaledata://1", "url": "https://example.org/1", "name": "hello.txt"},
                          {"mime_type": "image/png", "url": "https://example.org/2", "name": "map.png", "file_size_in_bytes": 5120},
                          {"mime_type": "audio/wav", "scale_url": "scaledata://3", "duration": 12.5, "transcript": "Paris", "transcript_url": "https://example.org/3", "transcript_start": 0, "transcript_end": 3.25}
                        ],
                        "chunks": [
                          {"type": "text", "annotations": [{{PlaceholderAnnotation}}], "text": "What is the capital"},
                          {"type": "table", "annotations": [], "rows": [["a", "b"]], "text": {"caption": "none"} }
                        ],
                        "reasoning": [{"content": "The user asks about France."}]
                      },
                      "source_id": "source_1",
                      "annotations": [{{PlaceholderAnnotation}}],
                      "model_parameters": {"model": "model-x", "temperature": 0.5, "max_completion_tokens": 800, "top_p": 1, "top_k": 40, "seed": 7},
                      "rubric_evaluations": [
                        {"criteria_evaluations": [{"criterion_definition_id": "cr_1", "score": 0.5, "annotations": []}],
                         "annotations": [], "total_score": 1.5, "percentage": 75}
                      ]
                    }
                  ],
                  "annotations": [{{PlaceholderAnnotation}}],
                  "rubrics": [{"criteria_definitions": [{"id": "cr_1", "criterion": "Names the city", "weight": 3, "annotations": []}], "max_total_score": 3}]
                }
              ],
              "submissions": [{"submitted_at": "2024-02-04T01:02:03", "contributor_id": "person_1"}],
              "annotations": [{{PlaceholderAnnotation}}]
            }
          ],
          "errors": [{"type": "LANGUAGE_MISMATCH", "message": "Another language was asked for"}],
          "sensitive_content_reports": [{"type": "self_harm", "message": "Reported by a contributor."}],
          "priority": 5,
          "links": {"self": "https://example.org/task_full"}
        }
        """;

    /// <summary>Annotations of every kind: typed, untyped, unknown.</summary>
    public const string Annotations = """
        {"id": "a1", "key": "integer", "type": "integer", "value": 3, "possible_values": [[1, 2, 3]], "labels": ["x"]},
        {"key": "flag", "type": "boolean", "value": true, "metadata": {"criteria": {"key": "c", "value": [1]} } },
        {"type": "category_multiple", "value": ["a", "b"], "key": "multi", "not_applicable": false},
        {"type": "ranked_groups", "value": [["a", "b"], ["c"]], "key": "groups"},
        {"type": "labeled_text", "value": [{"label": "l", "text": "t\u00e9\n"}], "key": "labeled"},
        {"type": "file", "value": {"name": "n", "file_size_in_bytes": 5, "duration": 1.5e1}, "key": "file"},
        {"type": "rubric_rating", "value": {"score": 0.5, "color": "red"}, "key": "rating"},
        {"type": "workspace_container", "value": {"workspace_id": "w", "workspace_config": {"workspace_token": "s", "expires_at": "x"},
          "last_code_run_event": {"code": 1}, "output_files": [{"file_name": "f"}]}, "key": "workspace"},
        {"type": "later", "value": {"deep": [{"er": "é"}]}, "key": "unknown", "more": [1.5]},
        {"key": "untyped", "value": [1, "two"]}
        """;

    /// <summary>A task whose only thread has these annotations.</summary>
    public static string WithAnnotations(string annotations) => $$"""
        {"task_id": "task_1", "project": "project_a", "status": "completed", "created_at": "2024-01-01T00:00:00Z",
         "threads": [{"id": "thread_1", "turns": [], "annotations": [{{annotations}}]}]}
        """;
}
