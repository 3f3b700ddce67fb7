using GalileoEval.Kolena;

namespace GalileoEval.Tests.Kolena;

public class KolenaPromptResultRowTests
{
    [Fact]
    public void The_file_is_the_first_one_that_is_cited()
    {
        KolenaPromptResultRow row = Row(
            ["a.pdf", "b.pdf"],
            new KolenaCitation { File = "b.pdf", Pages = new EvalList<long>([2, 5]) },
            new KolenaCitation { Url = "https://example.org" });

        Assert.Equal("b.pdf", row.File);
        Assert.Equal([2, 5], row.CitationPages);
        Assert.Equal("https://example.org", row.CitationUrl);
        Assert.Equal((1, 9, "inv-1", "total", 0.9), (row.AgentId, row.RunId, row.UserDefinedId, row.Prompt, row.Confidence));
    }

    [Fact]
    public void The_file_is_the_only_one_of_the_run_when_none_is_cited()
    {
        Assert.Equal("a.pdf", Row(["a.pdf"]).File);
        Assert.Null(Row(["a.pdf", "b.pdf"]).File);
        Assert.Empty(Row(["a.pdf"], new KolenaCitation { Url = "https://example.org", Pages = new EvalList<long>([7]) }).CitationPages);
    }

    [Fact]
    public void A_run_without_results_has_no_rows() =>
        Assert.Empty(KolenaPromptResultRow.AllOf(new KolenaAgentRun { AgentId = 1, RunId = 9 }));

    private static KolenaPromptResultRow Row(string[] files, params KolenaCitation[] citations) =>
        Assert.Single(KolenaPromptResultRow.AllOf(new KolenaAgentRun
        {
            AgentId = 1,
            RunId = 9,
            UserDefinedId = "inv-1",
            Files = new EvalList<string>(files),
            Results = new EvalList<KolenaPromptResult>(
                [new KolenaPromptResult { Name = "total", Confidence = 0.9, Citations = new EvalList<KolenaCitation>(citations) }]),
        }));
}
