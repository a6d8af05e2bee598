using Bronx.Discord.Models;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.ServerRules;

/// <summary>
/// Notes for the people who moderate a server, in the log channel they chose. A rush of notes is told in a few messages, and what
/// is missing is told once a day.
/// </summary>
internal sealed partial class ServerLog : IAsyncDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan OnceIn = TimeSpan.FromDays(1);

    /// <summary>Discord takes 6000 characters over all embeds of a message.</summary>
    private const int PerMessage = 5;
    private const int MostKept = 15;
    private const int MostServers = 5_000;
    private const int MostMatters = 20_000;

    private readonly OptionBook _options;
    private readonly IGuildDirectory _directory;
    private readonly IGuildWire _wire;
    private readonly ILogger<ServerLog> _log;
    private readonly Bundler<GuildId, Embed> _notes;
    private readonly PauseBook<(GuildId, string)> _told;

    public ServerLog(OptionBook options, IGuildDirectory directory, IGuildWire wire, TimeProvider clock, ILogger<ServerLog> log)
    {
        _options = options;
        _directory = directory;
        _wire = wire;
        _log = log;
        _notes = new(new(Pause, MostKept, MostServers), clock, WriteAsync, (guild, fault) => Log.NotWritten(log, fault, guild.Value));
        _told = new(clock, MostMatters);
    }

    /// <summary>Whether there is somewhere to write.</summary>
    public bool IsKept(GuildId guild) => ChannelOf(guild) is not null;

    /// <summary>Writes a note, if the server has a log channel. Never waits.</summary>
    /// <param name="note">Up to 1,000 characters.</param>
    public void Note(GuildId guild, Embed note)
    {
        if (IsKept(guild))
        {
            _notes.Add(guild, note);
        }
    }

    /// <summary>Writes a note unless one about the same matter was written within the last day.</summary>
    /// <param name="matter">What it is about, for example "welcome.channel".</param>
    public void NoteOnce(GuildId guild, string matter, Embed note)
    {
        if (IsKept(guild) && _told.TryBegin((guild, matter), OnceIn))
        {
            _notes.Add(guild, note);
        }
    }

    public ValueTask DisposeAsync() => _notes.DisposeAsync();

    private ChannelId? ChannelOf(GuildId guild)
    {
        const Permissions needed = Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks;
        var channel = _options.Of(guild).Get(ServerChoices.Log);
        return channel.Value != 0 && _directory.OwnPermissions(guild, channel) is { } own && (own.HasFlag(Permissions.Administrator) || own.HasFlag(needed)) ? channel : null;
    }

    private async Task WriteAsync(GuildId guild, Bundle<Embed> notes, CancellationToken ct)
    {
        if (ChannelOf(guild) is not { } channel)
        {
            return;
        }

        var chunks = notes.Items.Chunk(PerMessage).ToList();
        for (var i = 0; i < chunks.Count; i++)
        {
            var more = i == chunks.Count - 1 && notes.LeftOut > 0 ? ServerTexts.LeftOut(notes.LeftOut) : null;
            await _wire.SendAsync(channel, new MessageDraft { Content = more, Embeds = chunks[i] }, null, ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A note for the log channel of server {Guild} was not written")]
        public static partial void NotWritten(ILogger logger, Exception fault, ulong guild);
    }
}
