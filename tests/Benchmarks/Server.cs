#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

// The minimal server of the benchmarks: prepared responses on a loopback port, so that the client is measured. Writes its address
// and runs until its input ends. A path that begins with /slow<n>/ delays the response by n milliseconds.
using System.Globalization;
using System.Text;

const int PageSize = 100;
const int SmallTask = 5;
const int LargeTask = 40_000;
int requests = 0;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
await using WebApplication app = builder.Build();

byte[] large = Encoding.UTF8.GetBytes(TaskJson("large", "completed", LargeTask));
string template = TaskJson("{id}", "completed", SmallTask);
string pending = TaskJson("{id}", "pending", 0);

app.Run(async context =>
{
    Interlocked.Increment(ref requests);
    string path = context.Request.Path.Value!;
    if (path.StartsWith("/slow", StringComparison.Ordinal))
    {
        int end = path.IndexOf('/', 1);
        await Task.Delay(int.Parse(path.AsSpan(5, end - 5), CultureInfo.InvariantCulture));
        path = path[end..];
    }

    await context.Request.Body.CopyToAsync(Stream.Null);
    byte[] response = Respond(path, context.Request);
    context.Response.ContentType = "application/json";
    context.Response.ContentLength = response.Length;
    await context.Response.Body.WriteAsync(response);
});

await app.StartAsync();
Console.WriteLine(app.Urls.First());
while (await Console.In.ReadLineAsync() is not null)
{
}

await app.StopAsync();

byte[] Respond(string path, HttpRequest request)
{
    string[] parts = path.Trim('/').Split('/');
    string? id = request.Query["task_id"];
    return parts switch
    {
        ["requests"] => Encoding.UTF8.GetBytes(Volatile.Read(ref requests).ToString(CultureInfo.InvariantCulture)),
        ["v2", "task"] when id == "large" => large,
        ["v2", "task"] => Encoding.UTF8.GetBytes((id!.StartsWith("open", StringComparison.Ordinal) ? pending : template).Replace("{id}", id).Replace("{batch}", "b")),
        ["v2", "tasks"] => Page(request.Query["batch_id"]!, request.Query["next_token"]),
        ["v2", "scorers", "code", "validate"] => Encoding.UTF8.GetBytes($$"""{"task_id":"{{Guid.NewGuid()}}"}"""),
        [.., "ground_truths", var truth, "validations"] => Validations(long.Parse(truth, CultureInfo.InvariantCulture)),
        _ => "{}"u8.ToArray(),
    };
}

// The name of a batch determines its tasks: open_<n>_<first> has n pending tasks, done_<n> has n completed tasks.
byte[] Page(string batch, string? token)
{
    string[] words = batch.Split('_');
    int count = int.Parse(words[1], CultureInfo.InvariantCulture);
    int first = token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);
    int last = Math.Min(count, first + PageSize);
    StringBuilder page = new("{\"tasks\":[");
    for (int i = first; i < last; i++)
    {
        if (i > first)
            page.Append(',');
        page.Append((words[0] == "open" ? pending : template).Replace("{id}", $"{batch}_{i}").Replace("{batch}", batch));
    }

    page.Append(last < count ? $"],\"next_token\":\"{last}\"}}" : "]}");
    return Encoding.UTF8.GetBytes(page.ToString());
}

byte[] Validations(long truth)
{
    IEnumerable<string> items = Enumerable.Range(1, 100).Select(
        i => $$"""{"id":{{truth * 1000 + i}},"ground_truth_id":{{truth}},"ground_truth_version":1,"status":"running"}""");
    return Encoding.UTF8.GetBytes($$"""{"validations":[{{string.Join(",", items)}}],"page_number":0,"total_pages":1}""");
}

// A task with a number of turns of two messages, each answer rated.
static string TaskJson(string id, string status, int turns)
{
    StringBuilder json = new($$"""{"task_id":"{{id}}","status":"{{status}}","created_at":"2026-01-02T03:04:05Z","project":"p","batch":"{batch}","threads":[""");
    if (turns > 0)
    {
        json.Append($$"""{"id":"thread_{{id}}","annotations":[],"turns":[""");
        for (int i = 0; i < turns; i++)
        {
            if (i > 0)
                json.Append(',');
            json.Append($$"""
                {"id":"turn_{{i}}","annotations":[],"messages":[{"role":"user","source_id":"user","content":{"text":"Question number {{i}}: how do I reset my router?"},"annotations":[]},{"role":"assistant","source_id":"a","content":{"text":"Answer number {{i}}: hold the reset button for ten seconds, then wait."},"annotations":[{"id":"x{{i}}","key":"quality","type":"integer","value":{{i % 5}},"title":"Quality","description":"How good is it?"},{"id":"y{{i}}","key":"formatting","type":"category","value":"good","title":"Formatting"}]}]}
                """);
        }

        json.Append("]}");
    }

    return json.Append("]}").ToString();
}
