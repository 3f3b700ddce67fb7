namespace GalileoEval.Analysis.Tests.Reports;

/// <summary>Contents of reports: figures as real runs have them, the same each time.</summary>
internal static class ReportSamples
{
    public static EvalReportOptions Options { get; } = new()
    {
        Title = "Support bot: nightly evaluation",
        ModuleVersion = "0.1.0",
        CreatedAt = new DateTime(2026, 3, 9, 14, 5, 0, DateTimeKind.Utc),
    };

    /// <summary>A report as a team sends it: every section has something.</summary>
    public static EvalReportContent Nightly()
    {
        EvalReportContent content = new(1000);
        AddGates(content);
        AddSummaries(content);
        content.Comparisons.Add(Comparison("correctness", -0.06, 120, 1, EvalVerdict.Regressed, "permutation"));
        content.Comparisons.Add(Comparison("answer_relevance", 0.035, 120, 2, EvalVerdict.Improved, null));
        content.Comparisons.Add(Comparison("context_adherence", 0.004, 120, 3, EvalVerdict.NotSignificant,
            "A drop of up to 0.018 is not excluded."));
        content.Comparisons.Add(BinaryComparison());
        content.Comparisons.Add(new EvalScoreComparison
        {
            Metric = "tool_selection", Kind = EvalScoreKind.Binary, Pairs = 4, OnlyReference = 2, OnlyDifference = 1,
            ReferenceMean = 0.75, DifferenceMean = 0.5, Delta = -0.25, Improved = 0, Regressed = 1, Tied = 3,
            Verdict = EvalVerdict.Inconclusive, Reason = "4 pairs are too few: 6 are needed at a level of 0.05.",
        });
        AddTrends(content);
        AddLabels(content);
        AddWork(content);
        AddScores(content, 40);
        content.AddSource(EvalService.Galileo, "support-bot");
        content.AddSource(EvalService.Kolena, null);
        content.AddSource(EvalService.Scale, "response-quality");
        return content;
    }

    /// <summary>One passed gate and one metric.</summary>
    public static EvalReportContent Small()
    {
        EvalReportContent content = new(1000);
        content.Gates.Add(new EvalGateResult
        {
            Rule = "correctness at least 0.8", Metric = "correctness", Source = EvalGateSource.Summary,
            Outcome = EvalGateOutcome.Passed, Statistic = "Mean", Actual = 0.861, Minimum = 0.8, Message = "Mean is 0.861.",
        });
        content.Summaries.Add(Numeric("correctness", null, 60, 0.861, 0.12));
        return content;
    }

    /// <summary>Nothing.</summary>
    public static EvalReportContent Empty() => new(1000);

    /// <summary>More than a page can show.</summary>
    public static EvalReportContent Large(int rows = 20_000, int metrics = 60)
    {
        EvalReportContent content = Nightly();
        Random random = new(7);
        for (int i = 0; i < metrics; i++)
        {
            content.Summaries.Add(Numeric($"metric_{i:00}", $"model=model-{i % 4}", 500 + i, 0.4 + (0.5 * random.NextDouble()), 0.1));
            content.Comparisons.Add(Comparison($"metric_{i:00}", (random.NextDouble() - 0.5) / 10, 500, i, EvalVerdict.NotSignificant, null));
        }

        for (int i = 0; i < rows; i++)
        {
            content.Work.Add(new EvalReportWork
            {
                Service = EvalService.Scale, Kind = "Scale task", Id = $"task_{i:00000}", Status = "completed", State = EvalState.Succeeded,
                Result = "2 threads", EndedAt = Options.CreatedAt.AddMinutes(-i),
            });
        }

        AddScores(content, rows);
        return content;
    }

    /// <summary>The same text in every field.</summary>
    public static EvalReportContent Hostile(string text)
    {
        EvalReportContent content = new(1000);
        content.Gates.Add(new EvalGateResult
        {
            Rule = text, Metric = text, Group = text, Statistic = text, Actual = text, Message = text, Outcome = EvalGateOutcome.Failed,
        });
        content.Summaries.Add(Numeric("m", null, 20, 0.5, 0.1) with { Metric = text, Group = text, Reason = text });
        content.Summaries.Add(new EvalScoreSummary
        {
            Metric = text, Kind = EvalScoreKind.Categorical, Count = 1, Distribution = new EvalList<EvalScoreBin>([new() { Label = text, Count = 1 }]),
        });
        content.Comparisons.Add(Comparison("m", -0.1, 8, 1, EvalVerdict.Regressed, text) with { Metric = text, Group = text });
        content.Changes.Add(Change(text, text, 1, 0));
        content.Changes.Add(Change(text, text, 0, 1, isKeyFromText: true));
        content.Changes.Add(new EvalScoreChange { Metric = text, Key = text, Reference = text, Difference = text, Change = EvalChangeKind.Changed });
        content.Agreements.Add(Agreement(text, EvalMeasurementLevel.Nominal, 0.5, 0.4, 0.6) with { Group = text, Reason = text });
        content.Agreements.Add(Agreement(text, EvalMeasurementLevel.Nominal, 0.5, null, null) with { RaterA = text, RaterB = text + "2" });
        content.Trends.Add(new EvalReportTrendPoint { Series = text, Name = text, Version = text, Value = 1 });
        content.Trends.Add(new EvalReportTrendPoint { Series = text, Name = text, Version = text + "2", Time = Options.CreatedAt });
        content.AddLabel(text, text);
        content.Work.Add(new EvalReportWork
        {
            Service = EvalService.Galileo, Kind = text, Id = text, Name = text, Status = text, State = EvalState.Failed, Result = text,
            ResultText = text, Error = "first\n" + text, IsScorer = true,
        });
        content.AddScore(new EvalReportScore
        {
            Metric = text, Id = text, Name = text, Status = text, Value = ScoreValue.OfLabel(text), Error = text, Explanation = text,
            Input = text, Output = text,
        });
        content.AddSource(EvalService.Scale, text);
        content.AddLeftOut(text);
        return content;
    }

    public static EvalScoreSummary Numeric(string metric, string? group, int count, double mean, double deviation, double scale = 1)
    {
        double half = 1.98 * deviation / Math.Sqrt(count);
        Random random = new(count + (int)(mean * 1000));
        int[] bins = new int[10];
        for (int i = 0; i < count; i++)
            bins[(int)Math.Clamp((mean + (deviation * Normal(random))) * 10, 0, 9.999)]++;
        int passed = (int)(count * Math.Clamp(mean + 0.05, 0, 1));
        return new EvalScoreSummary
        {
            Metric = metric, Group = group, Kind = EvalScoreKind.Numeric, Count = count, Mean = mean * scale,
            StandardDeviation = deviation * scale, Minimum = 0, Maximum = scale, Median = mean * scale,
            Low = (mean - half) * scale, High = (mean + half) * scale, Interval = EvalIntervalMethod.StudentT, ConfidenceLevel = 0.95,
            PassThreshold = scale == 1 ? 0.7 : null, PassCount = passed, PassRate = scale == 1 ? passed / (double)count : null,
            PassLow = scale == 1 ? (passed / (double)count) - 0.06 : null, PassHigh = scale == 1 ? Math.Min(1, (passed / (double)count) + 0.05) : null,
            Distribution = new EvalList<EvalScoreBin>([.. bins.Select((bin, i) => new EvalScoreBin
            {
                Label = FormattableString.Invariant($"{i * scale / 10:0.##}..{(i + 1) * scale / 10:0.##}"),
                Lower = i * scale / 10, Upper = (i + 1) * scale / 10, Count = bin,
            })]),
        };
    }

    public static EvalScoreComparison Comparison(
        string metric, double delta, int pairs, int seed, EvalVerdict verdict, string? reason)
    {
        Random random = new(seed);
        List<EvalScoreChange> changes = [];
        for (int i = 0; i < pairs; i++)
        {
            double reference = Math.Round(Math.Clamp(0.8 + (0.14 * Normal(random)), 0, 1), 2);
            double difference = random.Next(4) == 0
                ? reference
                : Math.Round(Math.Clamp(reference + (delta * 1.3) + (0.1 * Normal(random)), 0, 1), 2);
            changes.Add(Change(metric, $"q-{i + 1:000}", reference, difference));
        }

        double[] deltas = [.. changes.Select(change => change.Delta!.Value)];
        double mean = deltas.Average();
        double half = 1.98 * Math.Sqrt(deltas.Sum(one => (one - mean) * (one - mean)) / (pairs - 1.0) / pairs);
        return new EvalScoreComparison
        {
            Metric = metric, Kind = EvalScoreKind.Numeric, Pairs = pairs,
            ReferenceMean = changes.Average(change => (double)change.Reference!), DifferenceMean = changes.Average(change => (double)change.Difference!),
            Delta = mean, Low = mean - half, High = mean + half, Interval = EvalIntervalMethod.BcaBootstrap,
            Improved = changes.Count(change => change.Change == EvalChangeKind.Improved),
            Regressed = changes.Count(change => change.Change == EvalChangeKind.Regressed),
            Tied = changes.Count(change => change.Change == EvalChangeKind.Tied),
            Test = EvalComparisonTest.Permutation, Statistic = mean, PValue = mean > half || mean < -half ? 0.0004 : 0.41,
            AdjustedPValue = mean > half || mean < -half ? 0.0012 : 0.82,
            Verdict = verdict, Reason = reason == "permutation" ? null : reason,
            Changes = new EvalList<EvalScoreChange>([.. changes.OrderBy(change => change.Delta)]),
        };
    }

    public static EvalScoreChange Change(string metric, string key, double reference, double difference, bool isKeyFromText = false) =>
        new(isKeyFromText)
        {
            Metric = metric, Key = key, Reference = reference, Difference = difference, Delta = Math.Round(difference - reference, 4),
            Change = difference > reference ? EvalChangeKind.Improved : difference < reference ? EvalChangeKind.Regressed : EvalChangeKind.Tied,
        };

    private static EvalScoreComparison BinaryComparison()
    {
        List<EvalScoreChange> changes = [];
        for (int i = 0; i < 120; i++)
        {
            bool reference = i % 9 != 0;
            bool difference = i % 9 == 0 ? i % 2 == 0 : i % 31 != 0;
            changes.Add(new EvalScoreChange
            {
                Metric = "cites_a_source", Key = $"q-{i + 1:000}", Reference = reference, Difference = difference,
                Delta = (difference ? 1 : 0) - (reference ? 1 : 0),
                Change = difference == reference ? EvalChangeKind.Tied : difference ? EvalChangeKind.Improved : EvalChangeKind.Regressed,
            });
        }

        return new EvalScoreComparison
        {
            Metric = "cites_a_source", Kind = EvalScoreKind.Binary, Pairs = 120, ReferenceMean = 106 / 120.0, DifferenceMean = 109 / 120.0,
            Delta = 3 / 120.0, Low = -0.034, High = 0.081, Interval = EvalIntervalMethod.Newcombe,
            Improved = changes.Count(change => change.Change == EvalChangeKind.Improved),
            Regressed = changes.Count(change => change.Change == EvalChangeKind.Regressed),
            Tied = changes.Count(change => change.Change == EvalChangeKind.Tied),
            Test = EvalComparisonTest.McNemar, Statistic = 3, PValue = 0.5488, AdjustedPValue = 1, Verdict = EvalVerdict.NotWorse,
            Reason = "The interval excludes a drop of more than 0.05.", Changes = new EvalList<EvalScoreChange>(changes),
        };
    }

    private static void AddGates(EvalReportContent content)
    {
        content.Gates.Add(new EvalGateResult
        {
            Rule = "No metric regresses", Metric = "correctness", Source = EvalGateSource.Comparison, Outcome = EvalGateOutcome.Failed,
            Statistic = "Verdict", Actual = "Regressed", Message = "Verdict is Regressed: 0.804 to 0.736 over 120 pairs (p 0.001).",
        });
        content.Gates.Add(new EvalGateResult
        {
            Rule = "Correctness at least 0.75", Metric = "correctness", Source = EvalGateSource.Summary, Outcome = EvalGateOutcome.Failed,
            Statistic = "Mean", Actual = 0.7361, Minimum = 0.75, Message = "Mean is 0.736, below 0.75.",
        });
        content.Gates.Add(new EvalGateResult
        {
            Rule = "Raters agree", Metric = "tone", Source = EvalGateSource.Agreement, Outcome = EvalGateOutcome.Inconclusive,
            Statistic = "Value", Minimum = 0.6, Message = "There is no variation: alpha is not defined.",
        });
        foreach ((string metric, double actual, double minimum) in new[] { ("answer_relevance", 0.884, 0.8), ("context_adherence", 0.912, 0.85), ("cites_a_source", 0.908, 0.9) })
        {
            content.Gates.Add(new EvalGateResult
            {
                Rule = $"{metric} at least {minimum}", Metric = metric, Source = EvalGateSource.Summary, Outcome = EvalGateOutcome.Passed,
                Statistic = "Mean", Actual = actual, Minimum = minimum, Message = $"Mean is {actual}.",
            });
        }

        content.Gates.Add(new EvalGateResult
        {
            Rule = "Latency of German answers", Metric = "latency_ms", Group = "language=de", Source = EvalGateSource.Summary,
            Outcome = EvalGateOutcome.Skipped, Statistic = "P90", Maximum = 1200, Message = "Nothing matches this optional rule.",
        });
    }

    private static void AddSummaries(EvalReportContent content)
    {
        content.Summaries.Add(Numeric("correctness", null, 120, 0.7361, 0.16) with { Failed = 3, Missing = 1 });
        content.Summaries.Add(Numeric("answer_relevance", null, 120, 0.884, 0.09));
        content.Summaries.Add(Numeric("context_adherence", null, 118, 0.912, 0.07) with { Missing = 2 });
        content.Summaries.Add(Numeric("toxicity", null, 120, 0.021, 0.03) with { PassThreshold = null, PassRate = null });
        content.Summaries.Add(Numeric("latency_ms", "language=en", 120, 0.42, 0.15, 2000));
        content.Summaries.Add(Numeric("latency_ms", "language=fr", 36, 0.51, 0.17, 2000));
        content.Summaries.Add(new EvalScoreSummary
        {
            Metric = "cites_a_source", Kind = EvalScoreKind.Binary, Count = 120, Mean = 109 / 120.0, Low = 0.844, High = 0.948,
            Interval = EvalIntervalMethod.Wilson, ConfidenceLevel = 0.95, PassCount = 109, PassRate = 109 / 120.0, PassLow = 0.844, PassHigh = 0.948,
            Distribution = new EvalList<EvalScoreBin>([new() { Label = "false", Count = 11 }, new() { Label = "true", Count = 109 }]),
        });
        content.Summaries.Add(new EvalScoreSummary
        {
            Metric = "tone", Kind = EvalScoreKind.Categorical, Count = 118, Missing = 2, ConfidenceLevel = 0.95,
            Distribution = new EvalList<EvalScoreBin>(
                [new() { Label = "friendly", Count = 61 }, new() { Label = "neutral", Count = 44 }, new() { Label = "formal", Count = 11 }, new() { Label = "curt", Count = 2 }]),
        });
    }

    private static void AddTrends(EvalReportContent content)
    {
        double[] scores = [71.2, 72.8, 72.1, 74.9, 76.3, 76.0, 78.8, 80.1, 79.6, 81.4, 83.0, 82.2, 84.9, 86.1, 85.7, 87.2, 79.9, 77.4, 76.8];
        for (int i = 0; i < scores.Length; i++)
        {
            content.Trends.Add(new EvalReportTrendPoint
            {
                Series = "Kolena: agent 1, ground truth 10", Name = $"{i + 101}", Order = i + 101,
                Version = i < 6 ? "version 1" : i < 14 ? "version 2" : "version 3", Value = scores[i],
            });
        }

        content.Trends.Add(new EvalReportTrendPoint { Series = "Kolena: agent 1, ground truth 10", Name = "120", Order = 120, Version = "version 3" });
        for (int i = 0; i < 6; i++)
        {
            content.Trends.Add(new EvalReportTrendPoint
            {
                Series = "Galileo experiments: average_correctness", Name = $"nightly-{i + 1}", Time = Options.CreatedAt.AddDays(i - 6),
                Value = 0.79 + (0.01 * i) - (i == 5 ? 0.1 : 0),
            });
        }
    }

    private static void AddLabels(EvalReportContent content)
    {
        foreach ((string key, string label, int count) in new[]
        {
            ("overall_quality", "1", 4), ("overall_quality", "2", 9), ("overall_quality", "3", 31), ("overall_quality", "4", 58), ("overall_quality", "5", 42),
            ("tone", "friendly", 80), ("tone", "neutral", 51), ("tone", "curt", 13),
            ("issue", "none", 90), ("issue", "hallucination", 24), ("issue", "missing citation", 17), ("issue", "wrong language", 4), ("issue", "unsafe advice, to be escalated", 2),
        })
        {
            for (int i = 0; i < count; i++)
                content.AddLabel(key, label);
        }

        content.Agreements.Add(Agreement("overall_quality", EvalMeasurementLevel.Ordinal, 0.712, 0.641, 0.779));
        content.Agreements.Add(Agreement("issue", EvalMeasurementLevel.Nominal, 0.548, 0.452, 0.633));
        content.Agreements.Add(Agreement("tone", EvalMeasurementLevel.Nominal, null, null, null) with { Reason = "There is no variation: alpha is not defined." });
        string[] raters = ["rater-anna", "rater-bo", "rater-chidi", "rater-dana"];
        double[] values = [0.81, 0.66, 0.74, 0.69, 0.71, 0.48];
        int at = 0;
        for (int a = 0; a < raters.Length; a++)
        {
            for (int b = a + 1; b < raters.Length; b++)
            {
                content.Agreements.Add(Agreement("overall_quality", EvalMeasurementLevel.Ordinal, values[at++], null, null)
                    with { Statistic = EvalAgreementStatistic.CohenKappa, RaterA = raters[a], RaterB = raters[b], Units = 36 });
            }
        }
    }

    private static EvalAgreement Agreement(string metric, EvalMeasurementLevel level, double? value, double? low, double? high) => new()
    {
        Metric = metric, Statistic = EvalAgreementStatistic.Alpha, Level = level, Value = value, Low = low, High = high,
        Interval = EvalIntervalMethod.PercentileBootstrap, ConfidenceLevel = 0.95, Units = 48, Raters = 4, Ratings = 144, Missing = 6,
    };

    private static void AddWork(EvalReportContent content)
    {
        DateTime end = Options.CreatedAt;
        content.Work.Add(new EvalReportWork
        {
            Service = EvalService.Galileo, Kind = "code scorer validation", Id = "5d0d0f2c-6a61-4a6c-9d0a-5f8f3b8c2a11", Name = "broken.py",
            Status = "completed", State = EvalState.Failed, IsScorer = true, EndedAt = end.AddMinutes(-14),
            Error = "Traceback (most recent call last):\n  File \"broken.py\", line 7, in scorer_fn\n    return 1 / len(words)\nZeroDivisionError: division by zero",
        });
        content.Work.Add(new EvalReportWork
        {
            Service = EvalService.Galileo, Kind = "code scorer validation", Id = "0f6a7a52-27f1-44a3-8c1d-90b3e4b7c802", Name = "answer_length.py",
            Status = "completed", State = EvalState.Succeeded, IsScorer = true, Result = "llm=0.82; trace=0.82", EndedAt = end.AddMinutes(-15),
        });
        content.Work.Add(new EvalReportWork
        {
            Service = EvalService.Galileo, Kind = "log record validation", Id = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03", Name = "answers_the_question.py",
            Status = "error,success", State = EvalState.Failed, IsScorer = true, Result = "117 scores, avg 0.736, 3 failed", EndedAt = end.AddMinutes(-9),
        });
        content.Work.Add(new EvalReportWork
        {
            Service = EvalService.Kolena, Kind = "Kolena validation", Id = "1/10/119", Status = "success", State = EvalState.Succeeded, Result = "score 76.8",
            EndedAt = end.AddMinutes(-40),
        });
        content.Work.Add(new EvalReportWork { Service = EvalService.Kolena, Kind = "Kolena validation", Id = "1/10/120", Status = "running", State = EvalState.Running });
        for (int i = 0; i < 12; i++)
        {
            content.Work.Add(new EvalReportWork
            {
                Service = EvalService.Scale, Kind = "Scale task", Id = $"task_{6731 + (i * 7)}", Status = i == 9 ? "canceled" : "completed",
                State = i == 9 ? EvalState.Canceled : EvalState.Succeeded, Result = i == 9 ? null : "1 thread", EndedAt = end.AddHours(-i),
            });
        }
    }

    private static void AddScores(EvalReportContent content, int count)
    {
        Random random = new(3);
        for (int i = 0; i < count; i++)
        {
            bool failed = i % 29 == 5;
            content.AddScore(new EvalReportScore
            {
                Metric = "answers_the_question", Id = $"5b1f{i:x4}-77aa-4c1e-9c1e-2f6d7a8b9c0d", Name = "llm", Status = failed ? "error" : "success",
                Value = failed ? ScoreValue.Failed : ScoreValue.OfNumber(Math.Round(Math.Clamp(0.75 + (0.18 * Normal(random)), 0, 1), 3)),
                Error = failed ? "The record has no output." : null, Explanation = "The answer names the refund period.",
                Input = "How do I get a refund for order 4711?", Output = "Within 14 days, through your account page.",
            });
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
