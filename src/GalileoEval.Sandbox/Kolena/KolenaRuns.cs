namespace GalileoEval.Sandbox.Kolena;

/// <summary>The runs among Kolena's sample data: some with each final status, and two in progress.</summary>
internal static class KolenaRuns
{
    public static AgentRun[] All(DateTime now, TimeSpan taskDuration) =>
    [
        Invoice(0, now.AddDays(-3), null, "success", 1249.5, "2024-11-30"),
        Invoice(1, now.AddDays(-2), null, "success", 88, "2024-12-15"),
        Invoice(2, now.AddDays(-2).AddHours(1), null, "failed", 0, ""),
        Invoice(3, now.AddDays(-1), null, "success", 4310.25, "2025-01-31"),
        Invoice(4, now, now + taskDuration, "success", 73.9, "2025-02-28"),
        Invoice(5, now, now + taskDuration, "failed", 0, ""),
        new(2, 601, null, now.AddDays(-5), now.AddDays(-5).AddMinutes(2), "success", [new AgentFile("601.pdf", 1800, "2025-03-01")]),
    ];

    private static AgentRun Invoice(
        int place, DateTime created, DateTime? ends, string endStatus, double total, string dueDate) => new(
            SandboxSample.AgentId,
            SandboxSample.AgentRunId + place,
            $"inv-{1001 + place}",
            created,
            ends ?? created.AddMinutes(1),
            endStatus,
            [new AgentFile($"inv-{1001 + place}.pdf", total, dueDate)]);
}
