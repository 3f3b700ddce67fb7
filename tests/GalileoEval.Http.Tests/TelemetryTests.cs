using System.Diagnostics;
using System.Net;
using GalileoEval.Errors;
using GalileoEval.Http.Tests.Support;
using GalileoEval.Transport;

namespace GalileoEval.Http.Tests;

/// <summary>The spans of the activity source <c>GalileoEval</c>.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly List<Activity> _spans = [];

    // Tests run concurrently: the spans of this test belong to its trace.
    private readonly Activity _test = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

    public TelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "GalileoEval",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (_spans)
                {
                    if (span.TraceId == _test.TraceId)
                        _spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _test.Dispose();
    }

    [Fact]
    public async Task An_operation_has_a_span_with_a_child_for_its_try()
    {
        using Connection connection = new(new StubHandler().Respond("ok"));

        await connection.GetAsync();

        Assert.Equal(["GET", "Scale get task"], _spans.Select(span => span.DisplayName));
        (Activity attempt, Activity operation) = (_spans[0], _spans[1]);
        Assert.Equal(operation.SpanId, attempt.ParentSpanId);
        Assert.Equal(_test.SpanId, operation.ParentSpanId);
        Assert.Equal((ActivityKind.Internal, ActivityKind.Client), (operation.Kind, attempt.Kind));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["galileoeval.service"] = "Scale",
                ["galileoeval.operation"] = "get task",
                ["galileoeval.retry.count"] = 0,
                ["http.request.method"] = "GET",
                ["server.address"] = "api.test",
                ["server.port"] = 443,
            },
            new Dictionary<string, object?>(operation.TagObjects));
        Assert.Equal(200, attempt.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, operation.Status);
    }

    [Fact]
    public async Task A_retry_has_a_span_for_its_delay_and_counts()
    {
        using Connection connection = new(new StubHandler().Respond(HttpStatusCode.BadGateway).Respond("ok"));

        Task<string> response = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        await response;

        Assert.Equal(["GET", "retry delay", "GET", "Scale get task"], _spans.Select(span => span.DisplayName));
        Assert.Equal(
            (502, "ServerError", ActivityStatusCode.Error),
            (_spans[0].GetTagItem("http.response.status_code"), _spans[0].GetTagItem("error.type"), _spans[0].Status));
        Assert.Null(_spans[0].GetTagItem("http.request.resend_count"));
        Assert.Equal(1, _spans[2].GetTagItem("http.request.resend_count"));
        Assert.Equal(1, _spans[3].GetTagItem("galileoeval.retry.count"));
        Assert.Equal(ActivityStatusCode.Unset, _spans[3].Status);
        Assert.All(_spans.Take(3), span => Assert.Equal(_spans[3].SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task A_wait_for_the_rate_limit_has_a_span()
    {
        using Connection connection = new(
            new StubHandler().Respond(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "7")).Respond("ok"),
            Connection.Options(retries: 0));
        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync());
        _spans.Clear();

        Task<string> second = connection.GetAsync();
        await connection.Clock.PassNextDelayAsync();
        await second;

        Assert.Equal(["rate limit", "GET", "Scale get task"], _spans.Select(span => span.DisplayName));
    }

    [Fact]
    public async Task A_failed_operation_names_the_condition_and_not_the_message()
    {
        using Connection connection = new(new StubHandler().Respond(HttpStatusCode.NotFound, """{"error":"secret words"}"""));

        await Assert.ThrowsAsync<EvalException>(() => connection.GetAsync());

        Activity operation = _spans[^1];
        Assert.Equal((ActivityStatusCode.Error, "NotFound", 404),
            (operation.Status, operation.GetTagItem("error.type"), operation.GetTagItem("http.response.status_code")));
        Assert.Null(operation.StatusDescription);
    }

    [Fact]
    public async Task A_canceled_operation_is_marked()
    {
        using CancellationTokenSource cancellation = new();
        using Connection connection = new(new StubHandler().Respond(async (_, token) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return new HttpResponseMessage();
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.GetAsync(cancellationToken: cancellation.Token));

        Assert.Equal(["Canceled", "Canceled"], _spans.Select(span => span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_wait_has_a_span_with_its_outcomes_and_the_operations_as_children()
    {
        using Connection connection = new(new StubHandler().Respond("ok"));
        EvalException late = new(EvalErrorCondition.Timeout, "canary");

        using (IEvalWaitSpan span = new HttpTransportFactory().StartWait([EvalService.Scale, EvalService.Galileo, EvalService.Scale])!)
        {
            await connection.GetAsync();
            span.Ended(EvalState.Succeeded);
            span.Ended(EvalState.Succeeded);
            span.Ended(EvalState.Failed);
            span.Missed(late);
            span.Missed(new EvalException(EvalErrorCondition.NotFound, "canary"));
        }

        Assert.Equal(["GET", "Scale get task", "wait"], _spans.Select(span => span.DisplayName));
        Activity wait = _spans[2];
        Assert.Equal((wait.SpanId, _test.SpanId), (_spans[1].ParentSpanId, wait.ParentSpanId));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["galileoeval.service"] = "Galileo,Scale",
                ["galileoeval.wait.items"] = 3,
                ["galileoeval.wait.failed"] = 1,
                ["galileoeval.wait.succeeded"] = 2,
                ["galileoeval.wait.timed_out"] = 1,
                ["galileoeval.wait.unreadable"] = 1,
            },
            new Dictionary<string, object?>(wait.TagObjects));
        Assert.Equal((ActivityStatusCode.Unset, ActivityKind.Internal), (wait.Status, wait.Kind));
    }

    [Fact]
    public void A_canceled_wait_is_marked_without_a_message()
    {
        using (IEvalWaitSpan span = new HttpTransportFactory().StartWait([EvalService.Kolena])!)
            span.Fail(new OperationCanceledException("canary"));

        Activity wait = Assert.Single(_spans);
        Assert.Equal(("Kolena wait", ActivityStatusCode.Error, "Canceled"), (wait.DisplayName, wait.Status, wait.GetTagItem("error.type")));
        Assert.Null(wait.StatusDescription);
    }

    [Fact]
    public async Task No_span_contains_a_key_a_query_a_header_or_a_body()
    {
        using Connection connection = new(
            new StubHandler().Respond(HttpStatusCode.BadRequest, """{"error":"canary-response"}"""),
            Connection.Options(headers: new() { ["X-Gateway"] = Connection.HeaderValue }));
        EvalRequest request = new()
        {
            Operation = "start task",
            Method = HttpMethod.Post,
            Path = "v2/canary-path?name=canary-query",
            Content = () => new StringContent("canary-body"),
        };

        await Assert.ThrowsAsync<EvalException>(() => connection.SendAsync(request));

        Assert.Equal(2, _spans.Count);
        foreach (Activity span in _spans)
        {
            string text = string.Join('\n', [span.DisplayName, span.StatusDescription, .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")]);
            Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
            Assert.Empty(span.Events);
            Assert.Empty(span.Baggage);
        }
    }
}
