using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Playground;
using Bronx.Sandbox.Shapes;
using Microsoft.AspNetCore.Http;

namespace Bronx.Sandbox.Load;

/// <summary>
/// The load driver for other processes: <c>POST /load/runs</c>, <c>GET|DELETE /load/runs/{number}</c>, <c>GET /load/wire</c>. Errors are
/// <c>{"message"}</c>. Closed to pages of other websites like the playground.
/// </summary>
internal sealed class LoadServer(LoadDriver driver, Func<WireFigures> wire)
{
    private const int BodyLimit = 64 * 1024;
    private const int Kept = 64;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, LoadRun> _runs = [];
    private int _last;

    public async Task HandleAsync(HttpContext http, string path)
    {
        if (!PlaygroundDoor.IsOpenTo(http.Request))
        {
            await SendAsync(http, 403, Message("The load driver answers programs of this machine only."));
            return;
        }

        try
        {
            var (status, body) = await AnswerAsync(http, path.Split('/', StringSplitOptions.RemoveEmptyEntries));
            await SendAsync(http, status, body);
        }
        catch (SandboxRefusal refusal)
        {
            await SendAsync(http, 400, Message(refusal.Message));
        }
        catch (JsonException)
        {
            await SendAsync(http, 400, Message("The body is no JSON object."));
        }
    }

    private async Task<(int Status, JsonObject Body)> AnswerAsync(HttpContext http, string[] path)
    {
        switch (http.Request.Method, path)
        {
            case ("POST", ["runs"]):
                var run = driver.Start(await ReadPlanAsync(http));
                return (201, Shape(Keep(run), run));
            case ("GET", ["runs", var number]) when Find(number) is { } found:
                return (200, Shape(found.Number, found.Run));
            case ("DELETE", ["runs", var number]) when Find(number) is { } found:
                found.Run.Stop();
                return (200, Shape(found.Number, found.Run));
            case ("GET", ["wire"]):
                return (200, Shape(wire()));
            default:
                return (404, Message("There is nothing at this address; there are /load/runs, /load/runs/{number} and /load/wire."));
        }
    }

    private int Keep(LoadRun run)
    {
        lock (_gate)
        {
            _runs[++_last] = run;
            while (_runs.Count > Kept)
            {
                _runs.Remove(_runs.First(pair => pair.Value.Completion.IsCompleted).Key);
            }

            return _last;
        }
    }

    private (int Number, LoadRun Run)? Find(string text)
    {
        lock (_gate)
        {
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && _runs.TryGetValue(number, out var run) ? (number, run) : null;
        }
    }

    private static async Task<LoadPlan> ReadPlanAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (buffer.Length + read > BodyLimit)
            {
                throw new SandboxRefusal("That is too much at once.");
            }

            buffer.Write(chunk, 0, read);
        }

        var body = JsonNode.Parse(buffer.ToArray()) as JsonObject ?? throw new JsonException("Not an object.");
        try
        {
            return PlanOf(body);
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or InvalidOperationException)
        {
            throw new SandboxRefusal("A plan is {kind, text, rate, count, servers, people, button, options}; numbers are numbers, options a text by name.", wrong);
        }
    }

    private static LoadPlan PlanOf(JsonObject body) => new()
    {
        Kind = (string?)body["kind"] switch
        {
            "message" => LoadKind.Message,
            "slash" => LoadKind.Slash,
            "button" => LoadKind.Button,
            _ => throw new SandboxRefusal("The kind of a load run is message, slash or button."),
        },
        Text = (string?)body["text"] ?? "",
        Button = (string?)body["button"],
        Rate = (double?)body["rate"] ?? 200,
        Count = (int?)body["count"] ?? 1000,
        Servers = (int?)body["servers"] ?? 1,
        People = (int?)body["people"] ?? 1,
        Options = (body["options"]?.AsObject() ?? []).ToDictionary(option => option.Key, option => (string?)option.Value ?? "", StringComparer.Ordinal),
    };

    private static JsonObject Shape(int number, LoadRun run)
    {
        var report = run.Report;
        return new JsonObject
        {
            ["number"] = number,
            ["done"] = report.Done,
            ["sent"] = report.Sent,
            ["refused"] = report.Refused,
            ["first_refusal"] = report.FirstRefusal,
            ["requested"] = report.Requested,
            ["answered"] = report.Answered,
            ["failed"] = report.Failed,
            ["seconds"] = report.Seconds,
            ["latency_ms"] = new JsonObject
            {
                ["mean"] = report.Latency.Mean,
                ["p50"] = report.Latency.P50,
                ["p95"] = report.Latency.P95,
                ["p99"] = report.Latency.P99,
                ["max"] = report.Latency.Max,
            },
        };
    }

    private static JsonObject Shape(WireFigures figures) => new()
    {
        ["requests"] = figures.Requests,
        ["by_status"] = new JsonObject(figures.ByStatus.Select(pair => KeyValuePair.Create(pair.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)pair.Value))),
        ["limited"] = new JsonObject(figures.Limited.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["avoidable"] = figures.Avoidable,
        ["invalid"] = figures.Invalid,
        ["scripted"] = figures.Scripted,
        ["identifies"] = figures.Identifies,
        ["first_identify_at"] = Json.Instant(figures.FirstIdentifyAt),
        ["sessions"] = figures.Sessions,
        ["frames_waiting"] = figures.FramesWaiting,
    };

    private static JsonObject Message(string text) => new() { ["message"] = text };

    private static async Task SendAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await http.Response.Body.WriteAsync(Json.Octets(body), http.RequestAborted);
    }
}
