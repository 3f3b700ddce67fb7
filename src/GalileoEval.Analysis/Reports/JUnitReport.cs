using System.Globalization;
using System.Text;
using System.Xml;
using GalileoEval.Analysis.Reports.Model;

namespace GalileoEval.Analysis.Reports;

/// <summary>
/// The report as JUnit XML, in the schema of Jenkins: one suite for gate rules and one for scorers. An inconclusive rule is an
/// error, because CI systems treat skipped tests as passed; only an optional rule that matched nothing is skipped.
/// </summary>
internal static class JUnitReport
{
    /// <summary>Writes the report.</summary>
    /// <returns>The XML.</returns>
    public static string Write(ReportModel model)
    {
        TestCase[] gates = [.. model.Gates.Select(OfGate)];
        TestCase[] scorers = [.. model.Work.Where(static item => item.IsScorer).Select(OfScorer)];
        TestCase[] all = [.. gates, .. scorers];
        StringBuilder text = new();
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (XmlWriter writer = XmlWriter.Create(text, settings))
        {
            writer.WriteStartElement("testsuites");
            writer.WriteAttributeString("name", model.Options.Title);
            WriteCounts(writer, all, withSkipped: false);
            WriteSuite(writer, "Gate rules", gates, model.Options.CreatedAt);
            WriteSuite(writer, "Scorers", scorers, model.Options.CreatedAt);
            writer.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static void WriteSuite(XmlWriter writer, string name, TestCase[] cases, DateTime time)
    {
        if (cases.Length == 0)
            return;
        writer.WriteStartElement("testsuite");
        writer.WriteAttributeString("name", name);
        WriteCounts(writer, cases, withSkipped: true);
        writer.WriteAttributeString("timestamp", time.ToString("s", CultureInfo.InvariantCulture));
        foreach (TestCase one in cases)
        {
            writer.WriteStartElement("testcase");
            writer.WriteAttributeString("classname", one.ClassName);
            writer.WriteAttributeString("name", one.Name);
            if (one.Outcome is not EvalGateOutcome.Passed)
            {
                writer.WriteStartElement(ElementOf(one.Outcome));
                writer.WriteAttributeString("message", one.Message);
                if (one.Outcome is not EvalGateOutcome.Skipped)
                    writer.WriteAttributeString("type", one.Outcome.ToString());
                writer.WriteString(one.Details);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter writer, TestCase[] cases, bool withSkipped)
    {
        Write("tests", cases.Length);
        Write("failures", cases.Count(static one => one.Outcome == EvalGateOutcome.Failed));
        Write("errors", cases.Count(static one => one.Outcome == EvalGateOutcome.Inconclusive));
        if (withSkipped)
            Write("skipped", cases.Count(static one => one.Outcome == EvalGateOutcome.Skipped));

        void Write(string name, int count) => writer.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
    }

    private static string ElementOf(EvalGateOutcome outcome) => outcome switch
    {
        EvalGateOutcome.Failed => "failure",
        EvalGateOutcome.Skipped => "skipped",
        _ => "error",
    };

    private static TestCase OfGate(EvalGateResult gate)
    {
        string required = ReportWords.Required(gate);
        string details = $"{gate.Statistic}: {ReportWords.Actual(gate)}{(required.Length == 0 ? "" : $", required {required}")}";
        return new TestCase("GalileoEval.Gate", ReportWords.NameOf(gate), gate.Outcome, gate.Message ?? details, details);
    }

    private static TestCase OfScorer(EvalReportWork work)
    {
        EvalGateOutcome outcome = work.State switch
        {
            EvalState.Succeeded => EvalGateOutcome.Passed,
            EvalState.Failed => EvalGateOutcome.Failed,
            _ => EvalGateOutcome.Inconclusive,
        };
        string name = work.Name is null ? work.Id : $"{work.Name} ({work.Kind} {work.Id})";
        string message = work.Error is { } error ? AttentionList.LastLine(error) : work.Result ?? work.Status ?? work.State.ToString();
        return new TestCase("GalileoEval.Scorer", name, outcome, message, work.Error ?? message);
    }

    private sealed record TestCase(string ClassName, string Name, EvalGateOutcome Outcome, string Message, string Details);
}
