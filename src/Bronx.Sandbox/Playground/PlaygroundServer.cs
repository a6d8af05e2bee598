using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Faults;
using Bronx.Sandbox.Gateway;
using Bronx.Sandbox.People;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.Http;

namespace Bronx.Sandbox.Playground;

/// <summary>
/// The chat page's own endpoints under <c>/playground/</c>. Open to this machine only: the Host must be a loopback name, and a write
/// must not come from another site's page.
/// </summary>
internal sealed class PlaygroundServer
{
    private const int BodyLimit = 256 * 1024;

    private readonly World _world;
    private readonly PersonActions _actions;
    private readonly PlaygroundWorld _view;
    private readonly LiveFeed _feed;
    private readonly PlaygroundPeople _people;
    private readonly PlaygroundInteractions _interactions;
    private readonly PlaygroundFaults _faults;

    public PlaygroundServer(World world, PersonActions actions, GatewayHub hub, LiveHub live, FaultSwitch faults)
    {
        _world = world;
        _actions = actions;
        _view = new PlaygroundWorld(world, actions, hub);
        _feed = new LiveFeed(live, world.Clock);
        _people = new PlaygroundPeople(world, actions);
        _interactions = new PlaygroundInteractions(world, actions);
        _faults = new PlaygroundFaults(faults);
    }

    public async Task HandleAsync(HttpContext http, string path)
    {
        SetHeaders(http.Response);
        if (!PlaygroundDoor.IsOpenTo(http.Request))
        {
            await RefuseAsync(http, 403, "The playground talks to pages of this computer only.");
            return;
        }

        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is not ["api", .. var api])
        {
            await PageAssets.SendAsync(http, path);
            return;
        }

        try
        {
            await RouteAsync(http, api);
        }
        catch (SandboxRefusal refusal)
        {
            await RefuseAsync(http, 400, refusal.Message);
        }
        catch (ApiError error)
        {
            await RefuseAsync(http, 400, error.Message);
        }
        catch (JsonException)
        {
            await RefuseAsync(http, 400, "The body is no JSON.");
        }
    }

    private async Task RouteAsync(HttpContext http, string[] segments)
    {
        var method = http.Request.Method.ToUpperInvariant();
        if (method == "GET" && segments is ["live"])
        {
            await _feed.StreamAsync(http, Person(http));
            return;
        }

        var body = await ReadBodyAsync(http);
        switch (method, segments)
        {
            case ("POST", ["interactions", "autocomplete"]):
                await SendAsync(http, await _interactions.AutocompleteAsync(Person(body), body, http.RequestAborted));
                return;
            default:
                JsonNode? answer;
                bool found;
                lock (_world.Gate)
                {
                    found = TryAnswer(http, method, segments, body, out answer);
                }

                if (!found)
                {
                    await RefuseAsync(http, 404, "There is nothing at this address.");
                    return;
                }

                await SendAsync(http, answer);
                return;
        }
    }

    private bool TryAnswer(HttpContext http, string method, string[] segments, JsonObject body, out JsonNode? answer)
    {
        answer = null;
        switch (method, segments)
        {
            case ("GET", ["world"]):
                answer = _view.Show(Person(http));
                return true;
            case ("GET", ["channels", var id, "messages"]):
                answer = _view.Messages(Person(http), Channel(id), http.Request.Query);
                return true;
            case ("POST", ["channels", var id, "messages"]):
                var said = _actions.Say(Person(body), Channel(id), Text(body, "content"), OptionalId(body, "reply_to"));
                answer = MessageShape.ForPerson(said, _world, said.Author);
                return true;
            case ("PATCH", ["channels", var id, "messages", var message]):
                var person = Person(body);
                answer = MessageShape.ForPerson(_actions.Edit(person, Channel(id), Id(message), Text(body, "content")), _world, person);
                return true;
            case ("DELETE", ["channels", var id, "messages", var message]):
                _actions.Delete(http.Request.Query.ContainsKey("as") ? Person(http) : Person(body), Channel(id), Id(message));
                return true;
            case ("PUT", ["channels", var id, "messages", var message, "reactions", var emoji]):
                _actions.React(Person(http), Channel(id), Id(message), Uri.UnescapeDataString(emoji));
                return true;
            case ("DELETE", ["channels", var id, "messages", var message, "reactions", var emoji]):
                _actions.Unreact(Person(http), Channel(id), Id(message), Uri.UnescapeDataString(emoji));
                return true;
            case ("POST", ["channels", var id, "typing"]):
                _actions.Type(Person(http), Channel(id));
                return true;
            case ("POST", ["channels", var id, "threads"]):
                var starter = Person(body);
                answer = _view.Show(_actions.BeginThread(starter, Channel(id), Text(body, "name"), OptionalId(body, "message_id")), starter);
                return true;
            case ("POST", ["people"]):
                answer = _people.Arrive();
                return true;
            case ("POST", ["server", var deed]):
                return _people.TryDo(deed, Person(body));
            case ("POST", ["dms"]):
                answer = ChannelShape.Of(_world.DirectWith(Person(body)));
                return true;
            case ("POST", ["interactions", var kind]):
                answer = _interactions.Raise(kind, Person(body), body);
                return answer is not null;
            case ("GET", ["faults"]):
                answer = _faults.List();
                return true;
            case ("POST", ["faults"]):
                answer = _faults.Act(body);
                return true;
            default:
                return false;
        }
    }

    private User Person(HttpContext http) =>
        http.Request.Query.TryGetValue("as", out var id) && id.Count > 0 ? Human(id.ToString()) : _world.FindUser(_world.Personas[0].UserId)!;

    private User Person(JsonObject body) => Human(Text(body, "as"));

    private User Human(string id) => Snowflake.TryParse(id, out var known) && _world.FindUser(known) is { IsBot: false } user
        ? user
        : throw new SandboxRefusal("There is no such person; \"as\" takes the id of one of the world's people.");

    private Channel Channel(string id) => _world.FindChannel(Id(id)) ?? throw new SandboxRefusal("There is no such channel.");

    private static Snowflake Id(string text) => Snowflake.TryParse(text, out var id) ? id : throw new SandboxRefusal($"\"{text}\" is no id.");

    private static Snowflake? OptionalId(JsonObject body, string name) => body[name] is null ? null : Id(Text(body, name));

    private static string Text(JsonObject body, string name)
    {
        try
        {
            return body[name] is JsonValue value ? value.ToString() : throw new SandboxRefusal($"The field \"{name}\" is missing.");
        }
        catch (InvalidOperationException broken)
        {
            // JSON may escape half of a surrogate pair; such a text is none.
            throw new SandboxRefusal($"The field \"{name}\" is no valid text.", broken);
        }
    }

    private static async Task<JsonObject> ReadBodyAsync(HttpContext http)
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

        return buffer.Length == 0 ? [] : JsonNode.Parse(buffer.ToArray()) as JsonObject ?? throw new SandboxRefusal("The body must be a JSON object.");
    }

    private static void SetHeaders(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XFrameOptions = "DENY";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static async Task SendAsync(HttpContext http, JsonNode? body)
    {
        if (body is null)
        {
            http.Response.StatusCode = 204;
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(Json.Octets(body), http.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        await SendAsync(http, new JsonObject { ["message"] = message });
    }
}
