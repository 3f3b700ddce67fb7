using System.Globalization;
using GalileoEval.Galileo;
using GalileoEval.Kolena;
using GalileoEval.Scale;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class EvalTaskKindTests
{
    private const string Guid = "11111111-2222-3333-4444-555555555555";

    [Theory]
    [InlineData("ValidationId", null, typeof(KolenaValidation))]
    [InlineData("RunId", null, typeof(KolenaAgentRun))]
    [InlineData("MetricsExperimentId", null, typeof(LogRecordValidation))]
    [InlineData("TaskId", null, typeof(ScaleTask))]
    [InlineData("TaskId", EvalService.Galileo, typeof(CodeScorerValidation))]
    [InlineData("BatchId", null, typeof(ScaleBatch))]
    [InlineData("ValidationId RunId", null, typeof(KolenaValidation))]
    [InlineData("ValidationId TaskId", null, typeof(KolenaValidation))]
    [InlineData("ValidationId TaskId", EvalService.Scale, typeof(ScaleTask))]
    [InlineData("MetricsExperimentId TaskId", null, typeof(LogRecordValidation))]
    [InlineData("TaskId BatchId", null, typeof(ScaleTask))]
    public void An_object_is_of_the_first_kind_whose_id_it_has(string properties, EvalService? service, Type type)
    {
        Row row = new() { { "AgentId", "1" }, { "GroundTruthId", "2" } };
        foreach (string name in properties.Split(' '))
            row.Add(name, "3");

        EvalTaskKind kind = EvalTaskKinds.Known.Find(row, service)!;

        Assert.Equal(type, kind.Type);
        Assert.IsType(type, kind.Read(row));
        Assert.Same(kind, EvalTaskKinds.Known.Of(kind.Read(row)));
    }

    [Fact]
    public void A_task_id_without_a_service_belongs_to_Galileo_when_it_is_a_guid()
    {
        Assert.Equal(typeof(CodeScorerValidation), EvalTaskKinds.Known.Find(new Row { { "TaskId", Guid } }, null)?.Type);
        Assert.Equal(typeof(ScaleTask), EvalTaskKinds.Known.Find(new Row { { "TaskId", Guid } }, EvalService.Scale)?.Type);
    }

    [Fact]
    public void An_object_whose_ids_are_of_another_service_is_of_no_kind() =>
        Assert.Null(EvalTaskKinds.Known.Find(new Row { { "BatchId", "b" } }, EvalService.Galileo));

    [Fact]
    public void An_id_alone_is_enough_for_Galileo_and_Scale()
    {
        Assert.IsType<CodeScorerValidation>(EvalTaskKinds.Known.FromId("x", EvalService.Galileo));
        Assert.IsType<ScaleTask>(EvalTaskKinds.Known.FromId("x", EvalService.Scale));
        Assert.Null(EvalTaskKinds.Known.FromId("x", EvalService.Kolena));
    }

    [Fact]
    public void The_ids_of_a_service_are_listed_for_messages()
    {
        Assert.Equal(["TaskId", "MetricsExperimentId", "ExperimentId"], EvalTaskKinds.Known.IdProperties(EvalService.Galileo));
        Assert.Equal(["ValidationId", "RunId"], EvalTaskKinds.Known.IdProperties(EvalService.Kolena));
        Assert.Equal(["TaskId", "BatchId"], EvalTaskKinds.Known.IdProperties(EvalService.Scale));
        Assert.Equal(
            ["TaskId", "MetricsExperimentId", "ExperimentId", "ValidationId", "RunId", "BatchId"], EvalTaskKinds.Known.IdProperties(service: null));
    }

    [Fact]
    public void A_new_kind_is_read_polled_and_shown_by_its_descriptor_alone()
    {
        EvalTaskKinds kinds = new([.. EvalTaskKinds.Known.All, new ImportKind()]);
        Row row = new() { { "ProjectId", "p" }, { "ImportId", "7" } };

        EvalTaskKind kind = kinds.Find(row, service: null)!;
        IEvalTask import = kind.Read(row);
        Assert.Same(kind, kinds.Of(import));
        Assert.Equal("p/7", kind.IdText(import));
        Assert.Contains("ImportId", kinds.IdProperties(EvalService.Galileo));

        using WaitRun run = new();
        IEvalTaskPoller poller = kind.CreatePoller(new GalileoClient(new ServiceTransport(_ => "{}")));
        run.StartItems(new EvalWaitOptions(), [new EvalWaitItem(import, poller), new EvalWaitItem(import, poller)]);
        Assert.Empty(run.Results);
        run.Advance(3);
        Assert.Equal([EvalState.Succeeded, EvalState.Succeeded], run.Results.Select(result => result.Task.State));

        Import done = (Import)run.Results[0].Task;
        Assert.Equal("12 rows", kind.ResultText(new Row { { "Rows", done.Rows.ToString(CultureInfo.InvariantCulture) } }));
    }

    private sealed class Row : Dictionary<string, string>, IEvalTaskIds, IEvalTaskValues
    {
        string? IEvalTaskIds.Text(string name) => this.GetValueOrDefault(name);

        long IEvalTaskIds.Number(string name) => long.Parse(this[name], CultureInfo.InvariantCulture);

        string IEvalTaskValues.Text(string name) => this.GetValueOrDefault(name, "");

        int IEvalTaskValues.Count(string name) => int.Parse(this[name], CultureInfo.InvariantCulture);
    }

    private sealed record Import(string ProjectId, long ImportId, int Rows = 0) : IEvalTask
    {
        public EvalService Service => EvalService.Galileo;

        public string? Status => State.ToString();

        public EvalState State => Rows > 0 ? EvalState.Succeeded : EvalState.Running;

        public bool IsFinal => State.IsFinal();

        public string Describe() => $"import {ImportId}";
    }

    private sealed class ImportKind() : EvalTaskKind<Import, GalileoClient>(EvalService.Galileo, "ProjectId", "ImportId")
    {
        public override IEvalTask Read(IEvalTaskIds ids) => new Import(ids.Text("ProjectId")!, ids.Number("ImportId"));

        public override string ResultText(IEvalTaskValues values) => $"{values.Count("Rows")} rows";

        protected override IEvalTaskPoller CreatePoller(GalileoClient client) => new ImportPoller(client);

        protected override string IdText(Import task) => $"{task.ProjectId}/{task.ImportId}";
    }

    private sealed class ImportPoller(GalileoClient client) : IEvalTaskPoller
    {
        private int _polls;

        public TimeSpan IntervalAfter(int polls) => TimeSpan.FromSeconds(3);

        public string GroupOf(IEvalTask task) => client.Service.ToString();

        public Task PollAsync(
            IReadOnlyList<IEvalTask> group,
            Action<IEvalTask, IEvalTask> seen,
            Action<IEvalTask, GalileoEval.Errors.EvalException> failed,
            GalileoEval.Transport.IEvalObserver observer,
            CancellationToken cancellationToken)
        {
            _polls++;
            foreach (Import import in group.Cast<Import>())
                seen(import, import with { Rows = _polls > 1 ? 12 : 0 });
            return Task.CompletedTask;
        }
    }
}
