using System.Net;
using GalileoEval.Errors;
using GalileoEval.Kolena;
using GalileoEval.Tasks;

namespace GalileoEval.Tests.Tasks;

public sealed class KolenaValidationPollerTests
{
    private const string List = "api/v1/client/agents/1/ground_truths/7/validations?page_number=";

    private static readonly EvalWaitOptions Forever = new();

    [Fact]
    public void Reads_a_single_validation_by_its_id()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 30);

        run.StartItems(Forever, [kolena.Item(7, 3)]).Advance(10);

        Assert.Equal(Enumerable.Repeat("api/v1/client/agents/1/ground_truths/7/validations/3", 3), kolena.Transport.Paths);
    }

    [Fact]
    public void Reads_the_validations_of_one_ground_truth_with_one_request_per_round()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 1000);

        run.StartItems(Forever, [.. Enumerable.Range(1, 1000).Select(id => kolena.Item(7, id))]);
        Assert.Equal([List + "0&page_size=1000"], kolena.Transport.Take());
        kolena.Set(7, 500, "success");
        run.Advance(5);

        Assert.Equal([List + "0&page_size=1000"], kolena.Transport.Take());
        KolenaValidation ended = Assert.IsType<KolenaValidation>(Assert.Single(run.Results).Task);
        Assert.Equal((1, 7, 500, 95), (ended.AgentId, ended.GroundTruthId, ended.ValidationId, ended.Score));
    }

    [Fact]
    public void A_missing_validation_fails_alone()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 3);

        run.StartItems(Forever, [kolena.Item(7, 1), kolena.Item(7, 4), kolena.Item(7, 2)]);

        Assert.Equal([EvalErrorCondition.NotFound], run.Conditions);
        Assert.Equal("agent 1, ground truth 7, validation 4", run.Results[0].Task.Describe());
        Assert.Equal(2, kolena.Transport.Take().Length);
        run.Advance(5);
        Assert.Single(kolena.Transport.Take());
    }

    [Fact]
    public void Reads_more_pages_only_while_that_saves_requests()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 20_000);

        // 600 on the first page, 600 on the third, two far behind.
        IEnumerable<int> ids = [.. Enumerable.Range(1, 600), .. Enumerable.Range(2001, 600), 15_000, 19_999];
        run.StartItems(Forever, [.. ids.Select(id => kolena.Item(7, id))]);
        kolena.Transport.Take();
        run.Advance(5);

        string single = "api/v1/client/agents/1/ground_truths/7/validations/";
        Assert.Equal(
            [List + "0&page_size=1000", List + "1&page_size=1000", List + "2&page_size=1000", single + "15000", single + "19999"],
            kolena.Transport.Take());
    }

    [Fact]
    public void Reads_a_few_validations_on_late_pages_one_by_one_once_their_place_is_known()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 20_000);

        run.StartItems(Forever, [kolena.Item(7, 12_000), kolena.Item(7, 12_001)]);
        Assert.Equal(3, kolena.Transport.Take().Length);
        run.Advance(5);

        Assert.All(kolena.Transport.Take(), path => Assert.DoesNotContain("page_number", path));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, EvalErrorCondition.Unauthorized)]
    [InlineData(HttpStatusCode.PaymentRequired, EvalErrorCondition.PaymentRequired)]
    [InlineData(HttpStatusCode.Forbidden, EvalErrorCondition.Forbidden)]
    public void Ends_the_group_when_the_key_may_not_read_the_list(HttpStatusCode status, EvalErrorCondition condition)
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 3);
        kolena.Before = _ => ServiceTransport.Reject(EvalService.Kolena, status);

        run.StartItems(Forever, [kolena.Item(7, 1), kolena.Item(7, 2)]);

        Assert.True(run.IsOver);
        Assert.Equal([condition, condition], run.Conditions);
        Assert.Single(kolena.Transport.Paths);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.UnprocessableEntity)]
    public void Reads_validations_one_by_one_after_a_rejected_list(HttpStatusCode status)
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 3);
        kolena.Set(7, 2, "failed");
        kolena.Before = path => path.Contains("page_number") ? ServiceTransport.Reject(EvalService.Kolena, status) : null;

        run.StartItems(Forever, [kolena.Item(7, 1), kolena.Item(7, 2)]);

        Assert.Equal(3, kolena.Transport.Paths.Count);
        Assert.Equal(EvalState.Failed, Assert.Single(run.Results).Task.State);
        Assert.Null(run.Results[0].Error);
    }

    [Fact]
    public void One_unreadable_validation_on_a_page_does_not_fail_the_others()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 3);
        kolena.Set(7, 1, "success");
        kolena.Before = path => path.Contains("page_number") || path.EndsWith("/2") ? "[]" : null;

        run.StartItems(Forever, [kolena.Item(7, 1), kolena.Item(7, 2), kolena.Item(7, 3)]).Advance(10);

        Assert.Equal([null, EvalErrorCondition.InvalidResponse], run.Conditions);
        Assert.False(run.IsOver);
    }

    [Fact]
    public void Retries_a_list_after_a_transient_fault_and_then_gives_up_for_that_round()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 3);
        bool isDown = true;
        kolena.Before = path => isDown && path.Contains("page_number")
            ? ServiceTransport.Reject(EvalService.Kolena, HttpStatusCode.GatewayTimeout)
            : null;

        run.StartItems(Forever, [kolena.Item(7, 1), kolena.Item(7, 2)]);
        Assert.Single(kolena.Transport.Take());
        run.Advance(5);
        Assert.Equal(3, kolena.Transport.Take().Length);
        isDown = false;
        run.Advance(5);

        Assert.Single(kolena.Transport.Take());
        Assert.Empty(run.Results);
        Assert.Collection(
            run.Notes,
            note => Assert.Contains("still waiting after an error", note),
            note => Assert.Contains("Reading 2 tasks one by one", note));
    }

    [Fact]
    public void A_rate_limit_ends_the_poll_and_not_the_wait()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 3);
        kolena.Before = _ => ServiceTransport.Reject(EvalService.Kolena, HttpStatusCode.TooManyRequests);
        kolena.Transport.RetryAfter = TimeSpan.FromSeconds(40);

        run.StartItems(Forever, [kolena.Item(7, 1), kolena.Item(7, 2)]).Advance(80);

        Assert.Equal(3, kolena.Transport.Paths.Count);
        Assert.False(run.IsOver);
    }

    [Fact]
    public void Reads_a_list_again_that_was_empty_at_first()
    {
        using WaitRun run = new();
        FakeKolena kolena = new FakeKolena().With(7, 200);
        kolena.Before = path => path.Contains("page_number") ? """{"validations":[],"total_pages":1}""" : null;
        run.StartItems(new EvalWaitOptions(), [.. Enumerable.Range(1, 200).Select(id => kolena.Item(7, id))]);
        kolena.Before = _ => null;
        run.Advance(300);
        kolena.Transport.Take();

        run.Advance(50);

        Assert.InRange(kolena.Transport.Paths.Count, 1, 20);
    }
}
