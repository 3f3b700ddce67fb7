using GalileoEval.Errors;
using GalileoEval.Galileo;
using GalileoEval.Galileo.Experiments;
using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Tasks;
using GalileoEval.Tests.Scale;
using GalileoEval.Transport;

namespace GalileoEval.Tests.Responses;

/// <summary>Every operation that reads a response.</summary>
internal static class Readers
{
    private const string Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string OtherId = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";

    private const string Started = $$"""{"metrics_experiment_id":"{{Id}}","project_id":"{{OtherId}}"}""";

    private const string ScorerTask = $$"""
        {"id":"{{Id}}","created_at":"2025-03-01T10:00:00","updated_at":"2025-03-01T10:00:05+02:00","status":"completed",
        "result":{"result":{"result_type":"valid","score_type":"float","scoreable_node_types":["llm"],
        "include_llm_credentials":true,"chain_aggregation":"average","test_scores":[{"node_type":"llm","score":0.5}]} } }
        """;

    private const string FirstRecords = """
        {"records":[{"id":"r1","type":"trace","trace_id":"t1","name":"first","input":"ask","output":{"text":"answer"},
        "metric_info":{"registered_scorer_validation":{"status_type":"success","value":0.5,"explanation":"well",
        "scorer_type":"Code","metadata":"{\"why\":[1,2.5]}"},"cost":{"status_type":"success","value":3}}}],
        "next_starting_token":100,"num_records":2}
        """;

    private const string LastRecords = """
        {"records":[{"id":"r2","type":"llm","metric_info":{"registered_scorer_validation":{"status_type":"error",
        "metric_key_alias":"alias","message":"no","standard_error":{"message":"it broke","retriable":false,
        "documentation_link":"https://example.org/e"},"metadata":{"tries":2}}}}],"next_starting_token":null,"num_records":2}
        """;

    private const string Projects = $$"""
        {"projects":[{"id":"{{Id}}","name":"name","description":"d","num_logstreams":3,"num_experiments":4,"bookmark":true,
        "labels":["l"],"created_by_user":{"email":"a@example.org"},"created_at":"2025-03-01T10:00:00Z",
        "updated_at":"2025-03-01T10:00:00"}],"next_starting_token":null,"total_count":1}
        """;

    private const string LogStreams = $$"""
        {"log_streams":[{"id":"{{Id}}","name":"name","project_id":"{{OtherId}}","num_traces":5,"num_spans":6,"created_by":"u",
        "created_at":"2025-03-01T10:00:00Z","updated_at":null}],"next_starting_token":null}
        """;

    private const string Experiments = $$"""
        {"experiments":[{"id":"{{Id}}","name":"name","project_id":"{{OtherId}}","num_traces":5,"num_spans":6,"num_sessions":1,
        "status":{"log_generation":{"progress_percent":0.5} },"experiment_group_name":"g","dataset":{"dataset_id":"d",
        "version_index":2},"prompt_model":"m","rank":1,"aggregate_metrics":{"average_cost":0.25},
        "created_at":"2025-03-01T10:00:00Z"}],"next_starting_token":null}
        """;

    private const string Experiment = $$"""
        {"id":"{{Id}}","name":"name","project_id":"{{OtherId}}","num_traces":5,"status":{"log_generation":{"progress_percent":0.5} },
        "aggregate_metrics":{"average_cost":0.25},"structured_aggregate_metrics":{"accuracy":{"avg":0.5,"count":4} },
        "created_at":"2025-03-01T10:00:00Z"}
        """;

    private const string BucketedMetrics = """
        {"metrics":[{"name":"correctness","buckets":{"0-0.5":1,"0.5-1":3},"average":0.75,"roll_up_method":"average",
        "data_type":"percentage"}]}
        """;

    private const string Scorer = $$"""
        {"id":"{{Id}}","name":"name","scorer_type":"code","tags":["t"],"scoreable_node_types":["llm"],"required_scorers":[],
        "latest_version":{"version":3,"registered_scorer":{"score_type":"float"} },"label":"L","description":"d","is_global":false,
        "deprecated":false,"model_type":"slm","output_type":"boolean","input_type":"basic","created_by":"u",
        "created_at":"2025-03-01T10:00:00Z","updated_at":"2025-03-01T10:00:00Z"}
        """;

    private const string Version = $$"""
        {"id":"{{OtherId}}","version":3,"scorer_id":"{{Id}}","registered_scorer":{"score_type":"float"},
        "scoreable_node_types":["llm"],"created_at":"2025-03-01T10:00:00Z","updated_at":"2025-03-01T10:00:00Z"}
        """;

    private const string Validation = """{"id":3,"status":"success","ground_truth_version":2,"results":{"score":91.5}}""";

    private const string Validations = $$"""
        {"validations":[{{Validation}},{"id":4,"status":"running","ground_truth_version":null,"results":null}],"total_pages":1,
        "page_number":0,"page_size":50}
        """;

    private const string Agent = """
        {"id":7,"name":"a","objective":"o","workspace_id":1,"n_runs":2,"created":"2025-03-01T10:00:00",
        "updated":"2025-03-01T10:00:00","created_by":{"id":1},"prompts":[{"id":1,"name":"p","created":"2025-03-01T10:00:00",
        "updated":null,"last_updated_by":"u","documents":[{"filename":"f.pdf"}],"input_prompt_ids":[2],"options":{"k":1.5}}],
        "output_templates":[{"id":3,"filename":"t.docx","created":"2025-03-01T10:00:00","updated":null}],
        "metadata":{"owner":"ops"}}
        """;

    private const string Run = """
        {"run_id":9,"user_defined_id":"inv-1","status":"success","created":"2025-03-01T10:00:00","updated":"2025-03-01T10:00:01",
        "completed":"2025-03-01T10:00:02","usage":{"credits_used":1.5},"run_url":"https://example.org/9","files":["f.pdf"],
        "order":["total"],"data":{"total":{"status":"success","value":{"sum":12.5},"start_time":"2025-03-01T10:00:00",
        "end_time":"2025-03-01T10:00:01","usage":{"credits_used":0.5},"metadata":{"confidence":0.9,"reasoning":"seen",
        "citations":[{"file":"f.pdf","pages":[1,2],"cited_text":"12.5"}],"url_citations":[{"url":"https://example.org",
        "title":"T"}]}}}}
        """;

    private const string Runs = $$"""{"runs":[{{Run}}],"total_pages":1,"page_number":0,"page_size":50}""";

    private const string GroundTruth = """
        {"id":5,"version":2,"name":"g","evaluation_instructions":"e","runs":[{"user_defined_id":"inv-1","data":{"total":12.5}}]}
        """;

    private const string ScaleProjectResponse = """
        {"id":"p1","name":"P","created_at":"2024-01-01T00:00:00Z","types":["eval"],"models":["m"],"later":{"x":1}}
        """;

    private const string Batch = $$"""
        {"id":"b1","name":"B","project":{{ScaleProjectResponse}},"status":"in_progress","created_at":"2024-01-01T00:00:00Z",
        "completed_at":null,"callback":"https://example.org","metadata":{"owner":"ops"} }
        """;

    private const string Delivery = $$"""
        {"id":"d1","name":"D","task_count":2,"delivered_at":"2024-01-01T00:00:00Z","project":{{ScaleProjectResponse}}}
        """;

    private const string Tasks = $$"""{"tasks":[{{ScaleSamples.Full}}],"next_token":"n"}""";

    private static readonly ScorerFile s_file = MakeFile();
    private static readonly KolenaFile s_document = MakeDocument();

    private static readonly CodeScorerValidation s_valid = new() { TaskId = Id, Status = "completed", IsValid = true, ResultJson = "{}" };

    private static readonly Reader[] s_all =
    [
        new("start validation of code scorer", Of(transport => new GalileoClient(transport).StartValidationAsync(s_file, "in", "out", new(), default)),
            $$"""{"task_id":"{{Id}}"}"""),
        new("start validation on log records",
            Of(transport => new GalileoClient(transport).StartLogRecordValidationAsync(s_file, new() { LogStreamId = Id }, new(), default)),
            Started),
        new("start validation on dataset",
            Of(transport => new GalileoClient(transport).StartDatasetValidationAsync(s_file, new() { DatasetId = Id }, new(), default)),
            Started),
        new("get validation of code scorer", Of(transport => new GalileoClient(transport).GetValidationAsync(Id, default)), ScorerTask),
        new("get validation on log records",
            Of(transport => new GalileoClient(transport).GetLogRecordValidationAsync(OtherId, Id, default)), FirstRecords, LastRecords),
        new("read scores", Of(transport => new GalileoClient(transport).ReadScoresAsync(OtherId, new LogRecordRun { MetricsExperimentId = Id }, null, default)), FirstRecords, LastRecords),
        new("read scores of a metric",
            Of(transport => new GalileoClient(transport).ReadScoresAsync(OtherId, new LogRecordRun { MetricsExperimentId = Id }, name => name.Length > 4, default)),
            FirstRecords, LastRecords),
        new("test Galileo", Done(transport => new GalileoClient(transport).TestAsync(default)),
            $$"""{"id":"{{Id}}","email":"a@example.org","organization_id":"{{OtherId}}"}"""),
        new("list projects of Galileo", Of(transport => new GalileoCatalog(transport).ListProjectsAsync(null, default)), Projects),
        new("list log streams", Of(transport => new GalileoCatalog(transport).ListLogStreamsAsync(OtherId, null, default)), LogStreams),
        new("list experiments", Of(transport => new GalileoCatalog(transport).ListExperimentsAsync(OtherId, null, default)), Experiments),
        new("find project", Of(transport => new GalileoCatalog(transport).ProjectIdAsync("name", default)), Projects) { Verdicts = s_names },
        new("find log stream", Of(transport => new GalileoCatalog(transport).LogStreamIdAsync(OtherId, "name", default)), LogStreams) { Verdicts = s_names },
        new("find experiment", Of(transport => new GalileoCatalog(transport).ExperimentIdAsync(OtherId, "name", default)), Experiments) { Verdicts = s_names },
        new("read metrics of an experiment", Of(transport => new ExperimentMetrics(transport).ReadAsync(
            new GalileoExperiment { ExperimentId = Id, Name = "name", ProjectId = OtherId }, default)), BucketedMetrics),
        new("get experiment", Of(transport => new GalileoClient(transport).GetExperimentAsync(OtherId, Id, default)), Experiment),
        new("list scorers", Of(transport => new ScorerRegistry(transport).ListAsync(new(), default)), $$"""{"scorers":[{{Scorer}}],"next_starting_token":null}"""),
        new("remove scorer", Done(transport => new ScorerRegistry(transport).RemoveAsync(Id, default)), """{"message":"Scorer deleted"}"""),
        new("publish a new scorer", Publish, """{"scorers":[],"next_starting_token":null}""", Scorer, Version)
        {
            Verdicts = [EvalErrorCondition.Conflict],
        },
        new("publish a known scorer", Publish, $$"""{"scorers":[{{Scorer}}]}""", Version) { Verdicts = [EvalErrorCondition.Conflict] },
        new("poll validations of code scorers", Poll(
            transport => new CodeScorerValidationPoller(new GalileoClient(transport)), new CodeScorerValidation { TaskId = Id }),
            ScorerTask),
        new("poll validations on log records", Poll(
            transport => new LogRecordValidationPoller(new GalileoClient(transport)),
            new LogRecordValidation { ProjectId = OtherId, MetricsExperimentId = Id }),
            FirstRecords, LastRecords),

        new("start validation of ground truth", Of(transport => new KolenaClient(transport).StartValidationAsync(1, 2, default)), """{"validation_id":3}"""),
        new("get validation of ground truth", Of(transport => new KolenaClient(transport).GetValidationAsync(1, 2, 3, default)), Validation),
        new("list validations", Of(transport => new KolenaClient(transport).ListValidationsAsync(1, 2, 0, 50, default)), Validations),
        new("get agent", Of(transport => new KolenaClient(transport).GetAgentAsync(7, default)), Agent),
        new("list agents", Of(transport => new KolenaClient(transport).ListAgentsAsync(0, 50, default)),
            $$"""{"agents":[{{Agent}}],"total_pages":1,"page_number":0,"page_size":50}"""),
        new("start run",
            Of(transport => new KolenaClient(transport).StartRunAsync(7, [s_document], "inv-1", null, null, default)), Run),
        new("get run", Of(transport => new KolenaClient(transport).GetRunAsync(7, 9, default)), Run),
        new("list runs", Of(transport => new KolenaClient(transport).ListRunsAsync(7, new(), 0, 50, default)), Runs),
        new("get ground truth", Of(transport => new KolenaClient(transport).GetGroundTruthAsync(7, 5, 2, default)), GroundTruth),
        new("list versions of ground truth", Of(transport => new KolenaClient(transport).ListGroundTruthVersionsAsync(7, 5, 0, 50, default)),
            $$"""{"versions":[{{GroundTruth}}],"total_pages":1,"page_number":0,"page_size":50}"""),
        new("create ground truth", Of(transport => new KolenaClient(transport).CreateGroundTruthAsync(7, "g", "e", "[]", default)), GroundTruth),
        new("test Kolena", Done(transport => new KolenaClient(transport).TestAsync(default)), """{"agents":[],"total_pages":0}"""),
        new("poll validations of ground truth", Poll(
            transport => new KolenaValidationPoller(new KolenaClient(transport)),
            [.. new[] { 3, 4, 5 }.Select(id => new KolenaValidation { AgentId = 1, GroundTruthId = 2, ValidationId = id })]),
            Validations, Validation.Replace("\"id\":3", "\"id\":5", StringComparison.Ordinal)),
        new("poll runs", Poll(
            transport => new KolenaAgentRunPoller(new KolenaClient(transport)),
            [.. new[] { 9, 10 }.Select(id => new KolenaAgentRun { AgentId = 7, RunId = id })]),
            Runs, Run.Replace("\"run_id\":9", "\"run_id\":10", StringComparison.Ordinal)),

        new("get task", Of(transport => new ScaleClient(transport).GetTaskAsync("task_full", null, null, default)), ScaleSamples.Full),
        new("get task with annotations", Of(transport => new ScaleClient(transport).GetTaskAsync("task_1", null, null, default)),
            ScaleSamples.WithAnnotations(ScaleSamples.Annotations)),
        new("list tasks", Of(transport => new ScaleClient(transport).ListTasksAsync(new() { BatchId = "b" }, null, default)), Tasks),
        new("get batch", Of(transport => new ScaleClient(transport).GetBatchAsync("b1", null, default)), Batch),
        new("list batches", Of(transport => new ScaleClient(transport).ListBatchesAsync(new(), null, default)),
            $$"""{"batches":[{{Batch}}],"next_token":null}"""),
        new("get project", Of(transport => new ScaleClient(transport).GetProjectAsync("p1", null, default)), ScaleProjectResponse),
        new("list projects of Scale", Of(transport => new ScaleClient(transport).ListProjectsAsync(null, null, default)),
            $$"""{"projects":[{{ScaleProjectResponse}}]}"""),
        new("list deliveries", Of(transport => new ScaleClient(transport).ListDeliveriesAsync(new(), default)), $$"""{"deliveries":[{{Delivery}}]}"""),
        new("get delivery", Of(transport => new ScaleClient(transport).GetDeliveryAsync("d1", null, null, default)), $$"""{"deliveries":[{{Delivery}}]}""")
        {
            Verdicts = [EvalErrorCondition.NotFound],
        },
        new("list tasks of a delivery", Of(transport => new ScaleClient(transport).ListDeliveredTasksAsync(new() { DeliveryId = "d" }, null, default)),
            $$"""{"delivery":{{Delivery}},"tasks":[{"task_id":"t","project":"p","batch":{{Batch}},"status":"pending"}],"next_token":null}"""),
        new("test Scale", Done(transport => new ScaleClient(transport).TestAsync(default)), """{"projects":[]}"""),
        new("name projects", Of(transport => new ScaleNames(new ScaleClient(transport)).ProjectsAsync(default)), $$"""{"projects":[{{ScaleProjectResponse}}]}"""),
        new("name batches", Of(transport => new ScaleNames(new ScaleClient(transport)).BatchesAsync(default)),
            $$"""{"batches":[{{Batch}}],"next_token":"n"}""", $$"""{"batches":[],"next_token":null}"""),
        new("name deliveries", Of(transport => new ScaleNames(new ScaleClient(transport)).DeliveriesAsync(default)), $$"""{"deliveries":[{{Delivery}}]}"""),
        new("check names", Done(transport => new ScaleNames(new ScaleClient(transport)).CheckAsync("P", "B", default)), ScaleProjectResponse, Batch),
        new("poll tasks", Poll(
            transport => new ScaleTaskPoller(new ScaleClient(transport)),
            [.. new[] { "t1", "t2", "t3", "t4" }.Select(id => new ScaleTask { TaskId = id, BatchId = "b1" })]),
            """{"tasks":[{"task_id":"t1","status":"completed","batch":"b1"}],"next_token":null}""",
            """{"task_id":"t2","status":"pending","batch":"b1"}""",
            """{"task_id":"t3","status":"pending","batch":"b1"}""",
            """{"task_id":"t4","status":"pending","batch":"b1"}"""),
        new("create batch", Of(transport => new ScaleEditor(transport).CreateBatchAsync(new() { Name = "B", ProjectId = "p1" }, default)), Batch),
        new("pause batch", Of(transport => new ScaleEditor(transport).PauseBatchAsync("b1", default)), $$"""{"batch":{{Batch}},"message":"m"}"""),
        new("create task", Of(transport => new ScaleEditor(transport).CreateTaskAsync(new() { BatchId = "b1" }, default)),
            """{"task_id":"t","project":"p","batch":"b1","status":"pending","metadata":{"row":1}}"""),
        new("poll batches", Poll(transport => new ScaleBatchPoller(new ScaleClient(transport)), new ScaleBatch { BatchId = "b1" }), Batch),
    ];

    /// <summary>The names of all, for theories.</summary>
    public static TheoryData<string> Names => new(s_all.Select(reader => reader.Name));

    /// <summary>The member names in all recorded responses.</summary>
    public static IReadOnlyList<string> Members { get; } =
        [.. s_all.SelectMany(reader => reader.Bodies).SelectMany(JsonPlace.MembersOf).Distinct()];

    // A list without the name, or with a duplicate, is valid and not a read error.
    private static EvalErrorCondition[] s_names => [EvalErrorCondition.NotFound, EvalErrorCondition.InvalidArgument];

    public static Reader Named(string name) => s_all.Single(reader => reader.Name == name);

    private static ScorerFile MakeFile()
    {
        // Only requests read the file, and nothing is sent here.
        using TemporaryFolder folder = new();
        return ScorerFile.OpenAsync(folder.Write("scorer.py", "def scorer_fn(**kwargs): return 1"), default).GetAwaiter().GetResult();
    }

    private static KolenaFile MakeDocument()
    {
        using TemporaryFolder folder = new();
        return KolenaFile.Open(folder.Write("document.txt", "text"));
    }

    private static Func<IEvalTransport, Task<object?>> Of<T>(Func<IEvalTransport, Task<T>> call) =>
        async transport => await call(transport);

    private static Func<IEvalTransport, Task<object?>> Of<T>(Func<IEvalTransport, IAsyncEnumerable<T>> call) =>
        async transport =>
        {
            List<T> items = [];
            await foreach (T item in call(transport))
                items.Add(item);
            return items;
        };

    private static Func<IEvalTransport, Task<object?>> Done(Func<IEvalTransport, Task> call) =>
        async transport =>
        {
            await call(transport);
            return null;
        };

    private static async Task<object?> Publish(IEvalTransport transport) =>
        await new ScorerRegistry(transport).PublishAsync(s_file, s_valid, new() { Name = "name" }, default);

    private static Func<IEvalTransport, Task<object?>> Poll(Func<IEvalTransport, IEvalTaskPoller> poller, params IEvalTask[] tasks) =>
        async transport =>
        {
            List<IEvalTask> seen = [];
            List<EvalException> errors = [];
            await poller(transport).PollAsync(
                tasks, (_, now) => seen.Add(now), (_, error) => errors.Add(error), new RecordingObserver(), default);
            Assert.Equal(tasks.Length, seen.Count + errors.Count);
            return errors.OrderBy(error => error.Condition == EvalErrorCondition.InvalidResponse).FirstOrDefault() is { } error
                ? throw error
                : seen;
        };
}
