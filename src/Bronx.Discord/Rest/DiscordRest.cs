using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bronx.Discord.Caching;
using Bronx.Discord.Gateway;
using Bronx.Discord.Interactions;
using Bronx.Discord.Json;
using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;

namespace Bronx.Discord.Rest;

/// <summary>
/// Discord's HTTP API, as far as a bot of this scope needs it. Every call goes through the request queue. Errors:
/// <see cref="DiscordApiException"/> (Discord refused), <see cref="RequestRefusedException"/> (we refused),
/// <see cref="HttpRequestException"/> (the network failed past all retries), <see cref="OperationCanceledException"/>.
/// </summary>
public sealed partial class DiscordRest
{
    /// <summary>40060: the interaction was answered already.</summary>
    private const int AlreadyAcknowledged = 40060;

    private readonly RequestQueue.RequestQueue _queue;
    private readonly DiscordCache _cache;
    private readonly TimeProvider _clock;
    private readonly NonceSource _nonces;
    private readonly LocalRefusals _refusals;

    internal DiscordRest(RequestQueue.RequestQueue queue, DiscordCache cache, TimeProvider clock, Random chance)
    {
        _queue = queue;
        _cache = cache;
        _clock = clock;
        _nonces = new NonceSource(chance);
        _refusals = new LocalRefusals(cache, clock);
    }

    public Task<User> GetSelfAsync(CancellationToken ct) => GetAsync(Routes.CurrentUser(), EntityReader.User, ct);

    public Task<User> GetUserAsync(UserId user, CancellationToken ct) => GetAsync(Routes.User(user), EntityReader.User, ct);

    public async Task<AppId> GetApplicationIdAsync(CancellationToken ct) =>
        (await GetAsync(Routes.CurrentApplication(), WireJson.Default.ApplicationBody, ct)).Id;

    /// <summary>
    /// The first answer to an interaction. It waits for no other request. Errors: <see cref="DiscordApiException"/> 10062 (more than
    /// 3 s passed), 40060 (answered already).
    /// </summary>
    public Task RespondAsync(InteractionId interaction, string token, InteractionReply reply, CancellationToken ct) => _queue.SendNowAsync(
        new(Routes.Respond(interaction, token), RequestOptions.Default.Priority) { Body = Json(Callbacks.Of(reply), WireJson.Default.CallbackBody), Files = Callbacks.FilesOf(reply) }, AlreadyAcknowledged, ct);

    public Task<Message> GetOriginalAsync(AppId application, string token, CancellationToken ct) =>
        GetAsync(Routes.OriginalOf(application, token), MessageReader.Message, ct);

    /// <summary>Conflates like <see cref="EditAsync"/>.</summary>
    public Task<Message> EditOriginalAsync(AppId application, string token, MessageDraft draft, RequestOptions options, CancellationToken ct) =>
        SendAsync(Edit(Routes.EditOriginalOf(application, token), new EditKey(application.Value, token), draft, options), MessageReader.Message, ct);

    public Task DeleteOriginalAsync(AppId application, string token, CancellationToken ct) =>
        _queue.SendAsync(Request(Routes.DeleteOriginalOf(application, token), RequestOptions.Default), ct);

    /// <summary>A further message under an interaction; never repeated once it may have arrived.</summary>
    public Task<Message> FollowUpAsync(AppId application, string token, MessageDraft draft, CancellationToken ct) => SendAsync(
        Creating(Routes.FollowUpTo(application, token), draft, MessageBody.Changing(draft), RequestOptions.Default),
        MessageReader.Message,
        ct);

    public Task<IReadOnlyList<ApplicationCommand>> GetCommandsAsync(AppId application, CancellationToken ct) =>
        GetAsync(Routes.Commands(application), WireJson.Default.IReadOnlyListApplicationCommand, ct);

    public Task<IReadOnlyList<ApplicationCommand>> ReplaceCommandsAsync(AppId application, IReadOnlyList<ApplicationCommand> commands, CancellationToken ct) => SendAsync(
        Request(Routes.ReplaceCommands(application), RequestOptions.Default, Json(commands, WireJson.Default.IReadOnlyListApplicationCommand)),
        WireJson.Default.IReadOnlyListApplicationCommand,
        ct);

    /// <summary>How the request queue stands, by route.</summary>
    public Task<QueueSnapshot> GetQueueSnapshotAsync(CancellationToken ct) => _queue.SnapshotAsync(ct);

    internal Task<GatewayBody> GetGatewayAsync(CancellationToken ct) => GetAsync(Routes.GatewayForBot(), WireJson.Default.GatewayBody, ct);

    private static ApiRequest Request(Route route, RequestOptions options, Func<ApiRequest, byte[]>? body = null) => new(route, options.Priority)
    {
        Body = body,
        AuditLogReason = options.AuditLogReason,
    };

    private static ApiRequest Request(Ageing ageing, RequestOptions options) => new(ageing.At(ageing.Born), options.Priority)
    {
        Ageing = ageing,
        AuditLogReason = options.AuditLogReason,
    };

    private static ApiRequest Edit(Route route, EditKey key, MessageDraft draft, RequestOptions options) => new(route, options.Priority)
    {
        Edit = key,
        Draft = draft,
        AuditLogReason = options.AuditLogReason,
        Body = static request => JsonSerializer.SerializeToUtf8Bytes(MessageBody.Changing(request.Draft!), WireJson.Default.MessageBody),
    };

    /// <summary>Made now, so that a draft that cannot be written fails its caller and nobody else.</summary>
    private static Func<ApiRequest, byte[]> Json<T>(T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return _ => bytes;
    }

    private static IReadOnlyList<Member> Members(ref Utf8JsonReader reader) => Lenient.List(ref reader, EntityReader.Member);

    private Task<T> GetAsync<T>(Route route, ReadValue<T?> read, CancellationToken ct)
        where T : class => SendAsync(Request(route, RequestOptions.Default), read, ct);

    private Task<T> GetAsync<T>(Route route, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => SendAsync(Request(route, RequestOptions.Default), type, ct);

    private Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class => SendAsync(request, (ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, type), ct);

    private async Task<T> SendAsync<T>(ApiRequest request, ReadValue<T?> read, CancellationToken ct)
        where T : class
    {
        var body = await _queue.SendAsync(request, ct);
        try
        {
            return Read(body, read) ?? throw new JsonException("something else than was asked for");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, $"{request.Route.Template}: the answer could not be read ({fault.Message})", fault);
        }
    }

    private static T? Read<T>(byte[] body, ReadValue<T?> read)
        where T : class
    {
        var reader = new Utf8JsonReader(body);
        return reader.Read() ? read(ref reader) : null;
    }
}
