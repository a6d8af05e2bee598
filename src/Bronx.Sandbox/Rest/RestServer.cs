using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Faults;
using Bronx.Sandbox.Limits;
using Bronx.Sandbox.Load;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.SignIn;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bronx.Sandbox.Rest;

/// <summary>
/// The API below <c>/api/v10</c>: reads the body, asks the faults, the ban, the token, the global and the bucket's limit in that order,
/// then runs the route under the world's lock and shows the exchange to the tap.
/// </summary>
internal sealed partial class RestServer(
    World world, RouteTable routes, SandboxOptions options, RateLimiter limiter, InvalidRequestWatch invalid, WireTally tally, LoadDriver load, GrantDesk grants, FaultSwitch faults,
    ILogger<RestServer> logger)
{
    private const int BodyLimit = 25 * 1024 * 1024;

    public async Task HandleAsync(HttpContext http, string path)
    {
        var arrivedAt = world.Clock.GetTimestamp();
        var method = http.Request.Method.ToUpperInvariant();
        var found = routes.TryFind(method, path, out var route, out var parameters, out var pathKnown);
        var fault = faults.TakeRequestFault(method, route?.Template, path);
        if (fault is not null)
        {
            await fault.WaitAsync(world.Clock, http.RequestAborted);
        }

        RestBody body;
        RestAnswer answer;
        try
        {
            body = await RestBody.ReadAsync(http.Request, BodyLimit, http.RequestAborted);
            answer = Answer(http, fault, found ? route : null, parameters, pathKnown, body, arrivedAt);
        }
        catch (ApiError error)
        {
            body = RestBody.None;
            answer = RestAnswer.Of(error);
        }

        if (fault is { DropsConnection: true })
        {
            http.Abort();
            return;
        }

        Show(http, method, route?.Template, path, body, answer);
        await SendAsync(http, answer);
    }

    /// <summary>Answers a path below <c>/api</c> whose version is not served.</summary>
    public async Task RefuseVersionAsync(HttpContext http, string path)
    {
        var answer = RestAnswer.Of(ApiError.InvalidVersion);
        Show(http, http.Request.Method.ToUpperInvariant(), null, path, RestBody.None, answer);
        await SendAsync(http, answer);
    }

    private RestAnswer Answer(HttpContext http, RequestFault? fault, Route? route, Dictionary<string, string> parameters, bool pathKnown, RestBody body, long arrivedAt)
    {
        lock (world.Gate)
        {
            if (route is not null)
            {
                load.Heard(route, parameters, body.Json, arrivedAt);
            }

            if (invalid.BanLeft is { } left)
            {
                return Banned(left);
            }

            var answer = fault?.Answer is { } scripted ? scripted : Limited(http, route, parameters, pathKnown, body);
            var scope = answer.Headers.GetValueOrDefault("X-RateLimit-Scope");
            invalid.Saw(answer.Status, scope == "shared");
            tally.Saw(route is null ? null : $"{route.Method} {route.Template}", answer.Status, scope, scripted: fault?.Answer is not null);
            return answer;
        }
    }

    private RestAnswer Limited(HttpContext http, Route? route, Dictionary<string, string> parameters, bool pathKnown, RestBody body)
    {
        if (route is null)
        {
            return RestAnswer.Of(pathKnown ? ApiError.MethodNotAllowed : ApiError.NotFound);
        }

        if (Bearer(http) is { } token)
        {
            return ForPerson(http, route, parameters, body, token);
        }

        if (route.NeedsToken && !HasToken(http))
        {
            return RestAnswer.Of(ApiError.Unauthorized);
        }

        if (LimitTable.CountsGlobally(route.Template) && limiter.TakeGlobal() is { } wait)
        {
            return TooMany(wait, "global");
        }

        return Counted(route, parameters, body, Major(parameters), () => Run(http, route, parameters, body, call => route.Handler is { } handler ? handler(call) : throw ApiError.NotForBots));
    }

    /// <summary>The way of an access token: its own limits, and only what its person has allowed.</summary>
    private RestAnswer ForPerson(HttpContext http, Route route, Dictionary<string, string> parameters, RestBody body, string token)
    {
        if (route.ForPerson is not { } handler || grants.Find(token) is not { } grant)
        {
            return RestAnswer.Of(ApiError.Unauthorized);
        }

        return Counted(route, parameters, body, $"u/{grant.Person.Id}/{Major(parameters)}", () => Run(http, route, parameters, body, call =>
            route.Scope is null || grant.Allows(route.Scope) ? handler(call, grant) : throw ApiError.MissingScope));
    }

    private RestAnswer Counted(Route route, Dictionary<string, string> parameters, RestBody body, string major, Func<RestAnswer> run)
    {
        Snowflake? message = parameters.TryGetValue("message_id", out var text) && Snowflake.TryParse(text, out var id) ? id : null;
        var rule = LimitTable.Find(route.Method, route.Template, message, body.Json, world.Now);
        var verdict = rule is null ? null : limiter.Take(rule, major);
        if (verdict is { Granted: false })
        {
            return WithLimit(TooMany(verdict.ResetAfter, "user"), verdict);
        }

        var answer = run();
        return verdict is null ? answer : WithLimit(answer, verdict);
    }

    private RestAnswer Run(HttpContext http, Route route, Dictionary<string, string> parameters, RestBody body, RestHandler handler)
    {
        try
        {
            body.Check();
            return handler(new RestCall(world, parameters, new RestQuery(http.Request.Query))
            {
                Body = body.Json,
                Files = body.Files,
                AuditReason = AuditReason(http),
            });
        }
        catch (ApiError error)
        {
            return RestAnswer.Of(error);
        }
        catch (Exception fault)
        {
            // A fault of the sandbox itself: the bot sees what Discord would send, the log says what happened.
            Log.RouteFailed(logger, route.Method, route.Template, fault);
            return new RestAnswer(500, Json.Octets(new JsonObject { ["message"] = "500: Internal Server Error", ["code"] = 0 }));
        }
    }

    private bool HasToken(HttpContext http) => http.Request.Headers.Authorization.ToString() == $"Bot {options.BotToken}";

    private static string? Bearer(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }

    private static string? AuditReason(HttpContext http)
    {
        var header = http.Request.Headers["X-Audit-Log-Reason"].ToString();
        if (header.Length == 0)
        {
            return null;
        }

        var reason = Uri.UnescapeDataString(header);
        return reason.Length <= 512 ? reason : throw Forms.FormErrors.One("X-Audit-Log-Reason", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 512 in length.");
    }

    /// <summary>The resource a bucket belongs to: channel, guild, or webhook with its token.</summary>
    private static string Major(Dictionary<string, string> parameters)
    {
        if (parameters.TryGetValue("webhook_id", out var webhook))
        {
            return $"w/{webhook}/{parameters.GetValueOrDefault("webhook_token")}";
        }

        return parameters.TryGetValue("channel_id", out var channel) ? $"c/{channel}"
            : parameters.TryGetValue("guild_id", out var guild) ? $"g/{guild}" : "";
    }

    private static RestAnswer WithLimit(RestAnswer answer, LimitVerdict verdict) => answer with
    {
        Headers = new Dictionary<string, string>(answer.Headers)
        {
            ["X-RateLimit-Limit"] = verdict.Rule.Limit.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Remaining"] = verdict.Remaining.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Reset"] = (verdict.ResetAt.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture),
            ["X-RateLimit-Reset-After"] = verdict.ResetAfter.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture),
            ["X-RateLimit-Bucket"] = verdict.Rule.Hash,
        },
    };

    internal static RestAnswer TooMany(TimeSpan wait, string scope)
    {
        var global = scope == "global";
        var message = scope == "shared" ? "The resource is being rate limited." : "You are being rate limited.";
        var body = new JsonObject { ["message"] = message, ["retry_after"] = Math.Round(wait.TotalSeconds, 3), ["global"] = global, ["code"] = 0 };
        var headers = new Dictionary<string, string>
        {
            ["Retry-After"] = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Scope"] = scope,
        };
        if (global)
        {
            headers["X-RateLimit-Global"] = "true";
        }

        return new RestAnswer(429, Json.Octets(body)) { Headers = headers };
    }

    private static RestAnswer Banned(TimeSpan left) =>
        new(429, "<!DOCTYPE html><html><head><title>Access denied</title></head><body>Error 1015: You are being rate limited.</body></html>"u8.ToArray(), "text/html")
        {
            Headers = new Dictionary<string, string> { ["Retry-After"] = ((int)Math.Ceiling(left.TotalSeconds)).ToString(CultureInfo.InvariantCulture) },
        };

    private void Show(HttpContext http, string method, string? template, string path, RestBody body, RestAnswer answer)
    {
        if (options.Tap is not { } tap)
        {
            return;
        }

        var response = new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase);
        if (answer.Body.Length > 0)
        {
            response["Content-Type"] = answer.ContentType;
        }

        var request = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        tap(new WireExchange(method, template, path, http.Request.QueryString.Value ?? "", request, body.Octets, answer.Status, response, answer.Body));
    }

    private async Task SendAsync(HttpContext http, RestAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        http.Response.Headers.Date = world.Now.ToString("R", CultureInfo.InvariantCulture);
        if (answer.Body.Length > 0)
        {
            http.Response.ContentType = answer.ContentType;
            http.Response.ContentLength = answer.Body.Length;
            await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sandbox failed to answer {Method} {Route}.")]
        public static partial void RouteFailed(ILogger logger, string method, string route, Exception fault);
    }
}
