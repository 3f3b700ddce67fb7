using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using GalileoEval.Analysis.Reports;

namespace GalileoEval.Analysis.Tests.Reports;

public sealed class ReportFormatTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&amp;]]>\u001b[31m\u202E\uD800\u0000| `x` @someone #12 http://a.b ![x](y)";

    public static TheoryData<EvalReportFormat> Formats => [EvalReportFormat.Html, EvalReportFormat.Markdown, EvalReportFormat.JUnit, EvalReportFormat.Json];

    [Fact]
    public void A_page_without_data_is_small() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(Write(ReportSamples.Empty(), EvalReportFormat.Html)), 1, 100 * 1024);

    [Fact]
    public void A_page_never_exceeds_its_maximum_size_and_counts_hidden_rows()
    {
        EvalReportContent content = ReportSamples.Large(30_000);
        string page = Write(content, EvalReportFormat.Html, ReportSamples.Options with { MaximumRow = 1_000_000 });
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100_000, 1536 * 1024);
        Assert.Contains("rows not shown", page);
    }

    [Fact]
    public void Markdown_never_exceeds_60_KB()
    {
        string text = Write(ReportSamples.Large(5_000), EvalReportFormat.Markdown);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 10_000, 60 * 1024);
        Assert.Contains("rows not shown", text);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_order_of_the_input_does_not_matter(EvalReportFormat format)
    {
        EvalReportContent backwards = new(1000);
        EvalReportContent content = ReportSamples.Nightly();
        foreach (EvalGateResult gate in content.Gates.Reverse())
            backwards.Gates.Add(gate);
        foreach (EvalScoreSummary summary in content.Summaries.Reverse())
            backwards.Summaries.Add(summary);
        foreach (EvalScoreComparison comparison in content.Comparisons.Reverse())
            backwards.Comparisons.Add(comparison with { Changes = new EvalList<EvalScoreChange>([.. comparison.Changes.Reverse()]) });
        foreach (EvalAgreement agreement in content.Agreements.Reverse())
            backwards.Agreements.Add(agreement);
        foreach (EvalReportWork work in content.Work.Reverse())
            backwards.Work.Add(work);
        foreach (EvalReportTrendPoint point in content.Trends.Reverse())
            backwards.Trends.Add(point);
        foreach (EvalReportScore score in content.Scores.Reverse())
            backwards.AddScore(score);
        foreach (((string key, string label), long count) in content.Labels.Reverse())
        {
            for (long i = 0; i < count; i++)
                backwards.AddLabel(key, label);
        }

        foreach (EvalService service in content.Services)
            backwards.AddSource(service, null);
        foreach (string project in content.Projects.Reverse())
            backwards.AddSource(null, project);
        Assert.Equal(Write(content, format), Write(backwards, format));
    }

    [Fact]
    public void Provenance_names_the_seed_and_the_significance_level()
    {
        EvalReportContent content = ReportSamples.Empty();
        content.Comparisons.Add(new EvalScoreComparison { Metric = "m", Seed = 7, SignificanceLevel = 0.01 });
        content.Agreements.Add(new EvalAgreement { Metric = "m", Seed = 0 });
        string text = Write(content, EvalReportFormat.Markdown);
        Assert.Contains("| Seed | 0, 7 |", text);
        Assert.Contains("| Significance level | 1", text);
    }

    [Theory]
    [InlineData(EvalReportFormat.Html)]
    [InlineData(EvalReportFormat.Markdown)]
    [InlineData(EvalReportFormat.JUnit)]
    public void A_failed_rule_is_listed_with_its_subject(EvalReportFormat format)
    {
        EvalReportContent content = ReportSamples.Empty();
        content.Gates.Add(new EvalGateResult
        {
            Rule = "Score at least 80", Metric = "ground truth 10", Outcome = EvalGateOutcome.Failed, Statistic = "Score", Message = "Score is 64.5.",
        });
        Assert.Contains("Score at least 80: ground truth 10", Write(content, format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_text_is_shown_by_default(EvalReportFormat format)
    {
        const string Secret = "my father's diagnosis";
        EvalReportContent content = WithTexts(Secret);
        string text = Write(content, format);
        Assert.DoesNotContain(Secret, Decoded(text, format));
        if (format is not EvalReportFormat.JUnit)
        {
            Assert.Contains(ScoreKeyText.Hash(Secret).Substring(7, 8), text);
            Assert.Contains(Secret, Decoded(Write(content, format, ReportSamples.Options with { IncludeText = true }), format));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Empty_sections_are_omitted(EvalReportFormat format)
    {
        string text = Write(ReportSamples.Small(), format);
        Assert.Contains("correctness", text);
        if (format is EvalReportFormat.Html)
        {
            Assert.Contains("id=\"metrics\"", text);
            Assert.All(["comparison", "trend", "labels", "work", "scores"], id => Assert.DoesNotContain($"id=\"{id}\"", text));
        }

        Assert.DoesNotContain("## Comparison", text);
        Assert.DoesNotContain("Scorers", text);
    }

    [Fact]
    public void Hostile_text_is_inert_in_markdown()
    {
        string text = Write(ReportSamples.Hostile(Hostile), EvalReportFormat.Markdown);
        Assert.DoesNotContain("<script", text);
        Assert.DoesNotContain("@someone", text);
        Assert.DoesNotContain("#12", text);
        Assert.DoesNotContain("http://", text);
        Assert.DoesNotContain("![x](", text);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202E', text);
        // Every row of a table has as many cells as its header.
        string[] lines = text.Split('\n');
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('|') && lines[i - 1].StartsWith('|'))
                Assert.Equal(Bars(lines[i - 1]), Bars(lines[i]));
        }

        static int Bars(string line) => line.Replace("\\|", "").Count(c => c == '|');
    }

    [Fact]
    public void Hostile_text_leaves_valid_json()
    {
        using JsonDocument json = JsonDocument.Parse(Write(ReportSamples.Hostile(Hostile), EvalReportFormat.Json));
        Assert.StartsWith("<script>alert(1)</script>", json.RootElement.GetProperty("gates")[0].GetProperty("rule").GetString());
    }

    [Fact]
    public void Json_has_a_schema_version_and_every_section()
    {
        using JsonDocument json = JsonDocument.Parse(Write(ReportSamples.Nightly(), EvalReportFormat.Json));
        JsonElement root = json.RootElement;
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("Failed", root.GetProperty("verdict").GetString());
        Assert.All(
            ["attention", "gates", "metrics", "comparisons", "trends", "labels", "agreements", "work", "scores", "provenance"],
            name => Assert.True(root.GetProperty(name).GetArrayLength() > 0, name));
        Assert.Equal(120, root.GetProperty("comparisons")[0].GetProperty("items").GetArrayLength());
    }

    [Fact]
    public void Junit_is_valid_for_jenkins()
    {
        Assert.Empty(Violations(Write(ReportSamples.Nightly(), EvalReportFormat.JUnit)));
        Assert.Empty(Violations(Write(ReportSamples.Empty(), EvalReportFormat.JUnit)));
        Assert.Empty(Violations(Write(ReportSamples.Hostile(Hostile), EvalReportFormat.JUnit)));
        Assert.NotEmpty(Violations("<testsuites><testsuite /></testsuites>"));
    }

    [Fact]
    public void Junit_skips_only_optional_rules()
    {
        XElement suites = XElement.Parse(Write(ReportSamples.Nightly(), EvalReportFormat.JUnit));
        XElement gates = suites.Elements().First();
        Assert.Equal(["Gate rules", "Scorers"], suites.Elements().Select(suite => (string)suite.Attribute("name")!));
        Assert.Equal(("7", "2", "1", "1"), Counts(gates));
        Assert.Equal("Latency of German answers: latency_ms (language=de)", (string)gates.Elements().Single(one => one.Element("skipped") is not null).Attribute("name")!);
        Assert.Equal("Raters agree: tone", (string)gates.Elements().Single(one => one.Element("error") is not null).Attribute("name")!);
        Assert.Equal(("3", "2", "0", "0"), Counts(suites.Elements().Last()));

        static (string, string, string, string) Counts(XElement suite) =>
            ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("errors")!, (string)suite.Attribute("skipped")!);
    }

    [Theory]
    [InlineData(EvalGateOutcome.Passed, "Passed")]
    [InlineData(EvalGateOutcome.Failed, "Failed")]
    [InlineData(EvalGateOutcome.Inconclusive, "Inconclusive: not passed")]
    [InlineData(EvalGateOutcome.Skipped, "Not passed: nothing was checked")]
    public void The_verdict_is_described(EvalGateOutcome outcome, string words)
    {
        EvalReportContent content = new(1000);
        content.Gates.Add(new EvalGateResult { Rule = "r", Outcome = outcome });
        Assert.Contains($">{words}</h2>", Write(content, EvalReportFormat.Html));
    }

    [Fact]
    public void Scores_beyond_the_limit_are_counted()
    {
        EvalReportContent content = new(10);
        for (int i = 0; i < 10_000; i++)
            content.AddScore(new EvalReportScore { Metric = "m", Id = $"id-{i:00000}", Value = ScoreValue.OfNumber(i) });
        string page = Write(content, EvalReportFormat.Html, ReportSamples.Options with { MaximumRow = 10 });
        Assert.Contains("9,990 rows not shown", page);
        Assert.Contains("id-00009", page);
        Assert.DoesNotContain("id-00010", page);
    }

    private static string Write(EvalReportContent content, EvalReportFormat format, EvalReportOptions? options = null) =>
        new EvalReportWriter().Write(content, format, options ?? ReportSamples.Options, TestContext.Current.CancellationToken);

    private static string Decoded(string text, EvalReportFormat format) => format switch
    {
        EvalReportFormat.Json => text.Replace("\\u0027", "'"),
        _ => System.Net.WebUtility.HtmlDecode(text),
    };

    private static EvalReportContent WithTexts(string secret)
    {
        EvalReportContent content = new(1000);
        content.Comparisons.Add(new EvalScoreComparison
        {
            Metric = "m", Pairs = 1, Delta = -0.5, Verdict = EvalVerdict.Regressed,
            Changes = new EvalList<EvalScoreChange>([ReportSamples.Change("m", secret, 0.9, 0.4, isKeyFromText: true)]),
        });
        content.AddScore(new EvalReportScore
        {
            Metric = "m", Id = "1", Value = ScoreValue.OfNumber(1), Input = secret, Output = secret, Explanation = secret,
        });
        content.Work.Add(new EvalReportWork { Kind = "Kolena agent run", Id = "1/2", State = EvalState.Succeeded, ResultText = secret, IsScorer = true });
        return content;
    }

    private static List<string> Violations(string xml)
    {
        List<string> found = [];
        XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, Path.Combine(AppContext.BaseDirectory, "Reports", "junit-10.xsd"));
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) => found.Add(e.Message);
        using XmlReader reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
        }

        return found;
    }
}
