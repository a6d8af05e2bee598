using System.Text.Json.Nodes;

namespace Bronx.Sandbox.Rest;

/// <summary>
/// A request that Discord would refuse: HTTP status, JSON error code and text as the "JSON error codes" table has them. Thrown by
/// whatever notices, turned into the answer in one place.
/// </summary>
internal sealed class ApiError(int status, int code, string message, JsonObject? errors = null) : Exception(message)
{
    public int Status { get; } = status;

    public int Code { get; } = code;

    public static ApiError Unauthorized => new(401, 0, "401: Unauthorized");

    public static ApiError NotFound => new(404, 0, "404: Not Found");

    public static ApiError MethodNotAllowed => new(405, 0, "405: Method Not Allowed");

    public static ApiError NotForBots => new(403, 20001, "Bots cannot use this endpoint");

    public static ApiError MissingScope => new(403, 50026, "Missing required OAuth2 scope");

    public static ApiError UnknownApplication => new(404, 10002, "Unknown Application");

    public static ApiError UnknownChannel => new(404, 10003, "Unknown Channel");

    public static ApiError UnknownGuild => new(404, 10004, "Unknown Guild");

    public static ApiError UnknownInvite => new(404, 10006, "Unknown Invite");

    public static ApiError UnknownMember => new(404, 10007, "Unknown Member");

    public static ApiError UnknownMessage => new(404, 10008, "Unknown Message");

    public static ApiError UnknownOverwrite => new(404, 10009, "Unknown permission overwrite");

    public static ApiError UnknownRole => new(404, 10011, "Unknown Role");

    public static ApiError UnknownUser => new(404, 10013, "Unknown User");

    public static ApiError UnknownEmoji => new(400, 10014, "Unknown Emoji");

    public static ApiError UnknownGuildEmoji => new(404, 10014, "Unknown Emoji");

    public static ApiError UnknownWebhook => new(404, 10015, "Unknown Webhook");

    public static ApiError UnknownBan => new(404, 10026, "Unknown Ban");

    public static ApiError UnknownInteraction => new(404, 10062, "Unknown interaction");

    public static ApiError UnknownCommand => new(404, 10063, "Unknown application command");

    public static ApiError SystemMessage => new(403, 50021, "Cannot execute action on a system message");

    public static ApiError TooManyPins => new(400, 30003, "Maximum number of pins reached for the channel (250)");

    public static ApiError TooManyRoles => new(400, 30005, "Maximum number of guild roles reached (250)");

    public static ApiError TooManyWebhooks => new(400, 30007, "Maximum number of webhooks reached (15)");

    public static ApiError TooManyEmojis => new(400, 30008, "Maximum number of emojis reached (50)");

    public static ApiError TooManyInvites => new(400, 30016, "Maximum number of invites reached (1000)");

    public static ApiError TooManyReactions => new(400, 30010, "Maximum number of reactions reached (20)");

    public static ApiError TooManyChannels => new(400, 30013, "Maximum number of guild channels reached (500)");

    public static ApiError TooManyCommands => new(400, 30032, "Maximum number of application commands reached (100)");

    public static ApiError TooManyCommandCreates => new(400, 30034, "Max number of daily application command creates has been reached (200)");

    public static ApiError OpeningTooFast => new(403, 40003, "You are opening direct messages too fast");

    public static ApiError TooLarge => new(413, 40005, "Request entity too large");

    public static ApiError AlreadyAcknowledged => new(400, 40060, "Interaction has already been acknowledged.");

    public static ApiError MissingAccess => new(403, 50001, "Missing Access");

    public static ApiError NotInDirectMessages => new(403, 50003, "Cannot execute action on a DM channel");

    public static ApiError AnothersMessage => new(403, 50005, "Cannot edit a message authored by another user");

    public static ApiError EmptyMessage => new(400, 50006, "Cannot send an empty message");

    public static ApiError CannotMessageUser => new(403, 50007, "Cannot send messages to this user");

    public static ApiError NoTextChannel => new(400, 50008, "Cannot send messages in a non-text channel");

    public static ApiError MissingPermissions => new(403, 50013, "Missing Permissions");

    public static ApiError BulkDeleteCount =>
        new(400, 50016, "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete");

    public static ApiError InvalidWebhookToken => new(401, 50027, "Invalid Webhook Token");

    public static ApiError InvalidRole => new(400, 50028, "Invalid Role");

    public static ApiError InvalidRecipients => new(400, 50033, "Invalid Recipient(s)");

    public static ApiError TooOldToBulkDelete =>
        new(400, 50034, "A message provided was too old to bulk delete");

    public static ApiError InvalidVersion => new(400, 50041, "Invalid API version provided");

    public static ApiError FileTooLarge => new(400, 50045, "File uploaded exceeds the maximum size");

    public static ApiError ArchivedThread => new(400, 50083, "Thread is archived");

    public static ApiError WrongChannelType => new(400, 50024, "Cannot execute action on this channel type");

    public static ApiError ThreadExists => new(400, 160004, "A thread has already been created for this message");

    public static ApiError LockedThread => new(400, 160005, "Thread is locked");

    public static ApiError TooManyThreads => new(400, 160006, "Maximum number of active threads reached");

    public static ApiError InvalidJson => new(400, 50109, "The request body contains invalid JSON.");

    public static ApiError ReplyWithoutHistory => new(400, 160002, "Cannot reply without permission to read message history");

    public static ApiError BulkBanFailed => new(400, 500000, "Failed to ban users");

    public static ApiError InvalidForm(JsonObject? errors = null) => new(400, 50035, "Invalid Form Body", errors);

    /// <summary>How long to wait, for refusals that pass by themselves.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ApiError Slowmode(TimeSpan wait) => new(429, 20016, "This action cannot be performed due to slowmode rate limit") { RetryAfter = wait };

    public JsonObject Body()
    {
        var body = new JsonObject { ["message"] = Message, ["code"] = Code };
        if (RetryAfter is { } wait)
        {
            body["retry_after"] = wait.TotalSeconds;
            body["global"] = false;
        }

        if (errors is not null)
        {
            body["errors"] = errors.DeepClone();
        }

        return body;
    }
}
