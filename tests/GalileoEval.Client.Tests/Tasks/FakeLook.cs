namespace GalileoEval.Tests.Tasks;

/// <summary>One look that a <see cref="FakePoller"/> took: when, and at which tasks.</summary>
internal sealed record FakeLook(TimeSpan At, string[] Ids);
