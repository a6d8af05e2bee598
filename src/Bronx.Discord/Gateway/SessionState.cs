using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bronx.Discord.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Gateway;

/// <summary>
/// All that a shard must know to go on in another process. Discord sends nothing twice after a RESUME, so what READY and the servers' first
/// appearance brought is part of it, as of the sequence number it carries.
/// </summary>
/// <param name="Owner">Tells whose session it is, without telling the token: another bot, API or set of intents cannot go on with it.</param>
/// <param name="Sequence">The last event that was handled.</param>
/// <param name="Unseen">Servers known by id that have not been loaded.</param>
/// <param name="JoinedUnseen">Of these, those joined during an outage.</param>
internal sealed record SessionState(
    string Owner,
    string SessionId,
    string ResumeAddress,
    long Sequence,
    User Self,
    AppId Application,
    IReadOnlyList<Guild> Guilds,
    IReadOnlyList<GuildId> Unseen,
    IReadOnlyList<GuildId> JoinedUnseen)
{
    /// <summary>Discord keeps a session for a few minutes after its connection ended; trying one that is older costs time only.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    public static string OwnerOf(DiscordOptions options) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.ApiBaseAddress.AbsoluteUri}\n{options.Token}\n{(int)options.Intents}")));

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Default.SessionState);

    /// <summary>What was kept, if it can be gone on with; null for anything else, whatever its bytes.</summary>
    public static SessionState? Read(StoredSession stored, DiscordOptions options, DateTimeOffset now)
    {
        if (now - stored.KeptAt > LongestRest || stored.KeptAt - now > LongestRest)
        {
            return null;
        }

        try
        {
            var state = JsonSerializer.Deserialize(stored.State.Span, WireJson.Default.SessionState);
            return state is { SessionId.Length: > 0, Sequence: > 0 } && state.Owner == OwnerOf(options) && Uri.TryCreate(state.ResumeAddress, UriKind.Absolute, out _) ? state : null;
        }
        catch (JsonException)
        {
            // Written by another version, or damaged: a new session it is.
            return null;
        }
    }
}
