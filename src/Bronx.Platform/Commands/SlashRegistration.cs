using System.Collections.Frozen;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Commands.Slash;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Commands;

/// <summary>
/// Tells Discord about the slash commands, and only when something changed: Discord allows 200 creations a day. A failure is logged and
/// tried again later; the bot runs meanwhile.
/// </summary>
public sealed partial class SlashRegistration
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly ICommandWire _wire;
    private readonly TimeProvider _clock;
    private readonly ILogger<SlashRegistration> _log;
    private volatile FrozenDictionary<string, CommandId> _ids = FrozenDictionary<string, CommandId>.Empty;

    internal SlashRegistration(CommandRegistry registry, ICommandWire wire, TimeProvider clock, ILogger<SlashRegistration> log)
    {
        Catalogue = SlashCatalogue.From(registry.Commands);
        _wire = wire;
        _clock = clock;
        _log = log;
    }

    /// <summary>What Discord is told.</summary>
    public IReadOnlyList<ApplicationCommand> Catalogue { get; }

    /// <summary>A command as people can press it in a text, <c>&lt;/daily:1&gt;</c>, or as code until Discord gave it an id.</summary>
    public string Mention(string commandName) =>
        _ids.TryGetValue(commandName.Split(' ')[0], out var id) ? $"</{commandName}:{id}>" : $"`/{commandName}`";

    /// <summary>Compares and replaces once.</summary>
    /// <returns>Whether anything had to be sent.</returns>
    public async Task<bool> SynchroniseAsync(AppId application, CancellationToken ct)
    {
        var known = await _wire.GetCommandsAsync(application, ct);
        var same = SlashCompare.Same(Catalogue, known);
        if (!same)
        {
            known = await _wire.ReplaceCommandsAsync(application, Catalogue, ct);
        }

        _ids = known.Where(command => command.Id is not null).ToFrozenDictionary(command => command.Name, command => command.Id!.Value, StringComparer.Ordinal);
        Log.Registered(_log, known.Count, same ? "unchanged" : "replaced");
        return !same;
    }

    /// <summary>Tries until it worked or is cancelled, with growing pauses. Never throws.</summary>
    public async Task RunAsync(AppId application, CancellationToken ct)
    {
        var pause = FirstPause;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await SynchroniseAsync(application, ct);
                return;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is DiscordApiException or RequestRefusedException or HttpRequestException or OperationCanceledException)
            {
                Log.Failed(_log, fault, pause.TotalSeconds);
            }

            try
            {
                await Task.Delay(pause, _clock, ct);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} slash commands, {Change}")]
        public static partial void Registered(ILogger logger, int count, string change);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Discord did not take the slash commands; trying again in {Seconds} s")]
        public static partial void Failed(ILogger logger, Exception fault, double seconds);
    }
}
