using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Features.AutoModeration.Raids;
using Bronx.Features.ServerRules;
using Bronx.Platform.Commands;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.Welcome;

/// <summary>
/// Says hello and goodbye. One newcomer is greeted at once; of a rush the first ten are greeted together and the rest counted, so
/// that five hundred joins are a few messages. While raid mode is on nobody is greeted.
/// </summary>
internal sealed partial class Greeter : IAsyncDisposable
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan DirectPause = TimeSpan.FromSeconds(5);

    private const int MostServers = 5_000;

    private readonly OptionBook _options;
    private readonly IGuildDirectory _directory;
    private readonly IGuildWire _wire;
    private readonly RaidBook _raids;
    private readonly ServerLog _notes;
    private readonly ILogger<Greeter> _log;
    private readonly Bundler<GuildId, Traveller> _arrivals;
    private readonly Bundler<GuildId, Traveller> _departures;
    private readonly Bundler<GuildId, Traveller> _direct;

    public Greeter(OptionBook options, IGuildDirectory directory, IGuildWire wire, RaidBook raids, ServerLog notes, TimeProvider clock, ILogger<Greeter> log)
    {
        _options = options;
        _directory = directory;
        _wire = wire;
        _raids = raids;
        _notes = notes;
        _log = log;
        _arrivals = new(new(Pause, WelcomeRules.MostNamed, MostServers), clock, GreetAsync, (guild, fault) => Log.NotGreeted(log, fault, guild.Value));
        _departures = new(new(Pause, WelcomeRules.MostNamed, MostServers), clock, SayGoodbyeAsync, (guild, fault) => Log.NotGreeted(log, fault, guild.Value));
        _direct = new(new(DirectPause, WelcomeRules.MostNamed, MostServers), clock, WriteDirectlyAsync, (guild, fault) => Log.NotGreeted(log, fault, guild.Value));
    }

    /// <summary>Greets somebody, now or with those who follow. Never waits.</summary>
    public void Arrived(GuildId guild, Traveller person)
    {
        // Who comes in a raid is not greeted, also if the greeting would go out after its end.
        if (_raids.IsOn(guild))
        {
            return;
        }

        var values = _options.Of(guild);
        if (values.Get(WelcomeChoices.Channel).Value != 0)
        {
            _arrivals.Add(guild, person);
        }

        if (values.Get(WelcomeChoices.Direct))
        {
            _direct.Add(guild, person);
        }
    }

    /// <summary>Notes a departure, now or with those that follow. Never waits.</summary>
    public void Departed(GuildId guild, Traveller person)
    {
        if (_options.Of(guild).Get(WelcomeChoices.LeaveChannel).Value != 0)
        {
            _departures.Add(guild, person);
        }
    }

    /// <summary>What keeps the bot from writing where it should, in words; null when nothing does.</summary>
    public string? ProblemOf(GuildId guild, ChannelId channel)
    {
        const Permissions needed = Permissions.ViewChannel | Permissions.SendMessages;
        return _directory.OwnPermissions(guild, channel) is not { } own ? WelcomeTexts.NoChannel
            : own.HasFlag(Permissions.Administrator) || own.HasFlag(needed) ? null
            : WelcomeTexts.Lacking(channel, needed & ~own);
    }

    /// <summary>The server as a greeting tells of it; null while it is not known.</summary>
    public Place? PlaceOf(GuildId guild) => _directory.Find(guild) is { } found ? new Place(found.Name, found.MemberCount) : null;

    public async ValueTask DisposeAsync()
    {
        await _arrivals.DisposeAsync();
        await _departures.DisposeAsync();
        await _direct.DisposeAsync();
    }

    private async Task GreetAsync(GuildId guild, Bundle<Traveller> people, CancellationToken ct)
    {
        var values = _options.Of(guild);
        if (!_raids.IsOn(guild) && PlaceOf(guild) is { } place)
        {
            var draft = WelcomeRules.Arrival(
                values.Get(WelcomeChoices.Message), Once(people), people.LeftOut, place, values.Get(WelcomeChoices.Mention));
            await SendAsync(guild, values.Get(WelcomeChoices.Channel), draft, WelcomeChoices.Channel.Key, WelcomeTexts.Greet, ct);
        }
    }

    private async Task SayGoodbyeAsync(GuildId guild, Bundle<Traveller> people, CancellationToken ct)
    {
        var values = _options.Of(guild);
        if (!_raids.IsOn(guild) && PlaceOf(guild) is { } place)
        {
            var draft = WelcomeRules.Departure(values.Get(WelcomeChoices.LeaveMessage), Once(people), people.LeftOut, place);
            await SendAsync(guild, values.Get(WelcomeChoices.LeaveChannel), draft, WelcomeChoices.LeaveChannel.Key, WelcomeTexts.NoteDepartures, ct);
        }
    }

    private async Task SendAsync(GuildId guild, ChannelId channel, MessageDraft draft, string matter, string doing, CancellationToken ct)
    {
        if (channel.Value == 0)
        {
            return;
        }

        if (ProblemOf(guild, channel) is { } problem)
        {
            _notes.NoteOnce(guild, matter, ServerTexts.Missing(doing, problem));
            return;
        }

        try
        {
            await _wire.SendAsync(channel, draft, null, ct);
        }
        catch (Exception refused) when (refused is DiscordApiException { Status: System.Net.HttpStatusCode.Forbidden or System.Net.HttpStatusCode.NotFound } or RequestRefusedException { Reason: RefusalReason.MissingPermission })
        {
            // It changed between the look and the message.
            _notes.NoteOnce(guild, matter, ServerTexts.Missing(doing, WelcomeTexts.Lacking(channel, Permissions.ViewChannel | Permissions.SendMessages)));
        }
    }

    private async Task WriteDirectlyAsync(GuildId guild, Bundle<Traveller> people, CancellationToken ct)
    {
        if (_raids.IsOn(guild) || PlaceOf(guild) is not { } place)
        {
            return;
        }

        if (people.LeftOut > 0)
        {
            _notes.NoteOnce(guild, WelcomeChoices.Direct.Key, WelcomeTexts.SomeWithoutMessage(people.LeftOut));
        }

        foreach (var person in Once(people))
        {
            var draft = WelcomeRules.Arrival(_options.Of(guild).Get(WelcomeChoices.DirectMessage), [person], 0, place, mention: false);
            try
            {
                await _wire.SendDirectAsync(person.Id, guild.Value ^ person.Id.Value, Reply.Of(draft.Content!), ct);
            }
            catch (Exception refused) when (refused is DiscordApiException or RequestRefusedException or HttpRequestException)
            {
                // The next newcomer is not to blame.
                Log.NotWritten(_log, refused, guild.Value);
            }
        }
    }

    /// <summary>Who comes and goes several times within a bundle is named once.</summary>
    private static List<Traveller> Once(Bundle<Traveller> people) => [.. people.Items.DistinctBy(person => person.Id)];

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A greeting in server {Guild} was not delivered")]
        public static partial void NotGreeted(ILogger logger, Exception fault, ulong guild);

        [LoggerMessage(Level = LogLevel.Debug, Message = "A direct welcome of server {Guild} was not delivered")]
        public static partial void NotWritten(ILogger logger, Exception fault, ulong guild);
    }
}
