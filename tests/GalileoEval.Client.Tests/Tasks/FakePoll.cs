namespace GalileoEval.Tests.Tasks;

/// <summary>One poll that a <see cref="FakePoller"/> took: when, and of which tasks.</summary>
internal sealed record FakePoll(TimeSpan At, string[] Ids);
