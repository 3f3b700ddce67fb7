namespace GalileoEval.Tests.Tasks;

/// <summary>A task whose state says everything.</summary>
internal sealed record FakeTask(string Id, EvalState State = EvalState.Pending, string Group = "", string? Word = null) : IEvalTask
{
    public EvalService Service => EvalService.Scale;

    public string? Status => Word ?? (State == EvalState.Unknown ? null : State.ToString());

    public bool IsFinal => State.IsFinal();

    public string Describe() => $"task {Id}";
}
