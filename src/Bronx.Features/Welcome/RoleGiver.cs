using System.Net;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Features.ServerRules;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.Welcome;

/// <summary>
/// Gives newcomers the roles the server chose, one server's newcomers one after another. What a role may be handed out for can change
/// after it was chosen, so it is looked at again each time.
/// </summary>
internal sealed partial class RoleGiver : IAsyncDisposable
{
    private const int MostWaiting = 5_000;
    private const int MostServers = 5_000;

    private readonly OptionBook _options;
    private readonly OptionInServer _check;
    private readonly IGuildDirectory _directory;
    private readonly IGuildWire _wire;
    private readonly ServerLog _notes;
    private readonly ILogger<RoleGiver> _log;
    private readonly Bundler<GuildId, UserId> _newcomers;

    public RoleGiver(OptionBook options, OptionInServer check, IGuildDirectory directory, IGuildWire wire, ServerLog notes, TimeProvider clock, ILogger<RoleGiver> log)
    {
        _options = options;
        _check = check;
        _directory = directory;
        _wire = wire;
        _notes = notes;
        _log = log;
        _newcomers = new(new(TimeSpan.FromMilliseconds(1), MostWaiting, MostServers), clock, GiveAsync, (guild, fault) => Log.NotGiven(log, fault, guild.Value));
    }

    /// <summary>Gives a newcomer their roles soon. Never waits.</summary>
    public void Give(GuildId guild, UserId person)
    {
        if (_options.Of(guild).Get(WelcomeChoices.Roles).Count > 0)
        {
            _newcomers.Add(guild, person);
        }
    }

    /// <summary>The chosen roles that can be given now, and what is wrong with the others, in words.</summary>
    public (IReadOnlyList<RoleId> Roles, IReadOnlyList<string> Problems) Assignable(GuildId guild)
    {
        List<RoleId> roles = [];
        List<string> problems = [];
        foreach (var id in _options.Of(guild).Get(WelcomeChoices.Roles))
        {
            var role = _directory.Roles(guild).FirstOrDefault(one => one.Id == id);
            if ((role is null ? "a role that newcomers should get is gone" : _check.RoleProblem(guild, role, null)) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                roles.Add(id);
            }
        }

        return (roles, problems);
    }

    public ValueTask DisposeAsync() => _newcomers.DisposeAsync();

    private async Task GiveAsync(GuildId guild, Bundle<UserId> people, CancellationToken ct)
    {
        if (people.LeftOut > 0)
        {
            _notes.NoteOnce(guild, "autorole.rush", WelcomeTexts.SomeWithoutRole(people.LeftOut));
        }

        foreach (var person in people.Items)
        {
            // Looked at for each: a long rush outlives a change of roles.
            var (roles, problems) = Assignable(guild);
            foreach (var problem in problems)
            {
                _notes.NoteOnce(guild, WelcomeChoices.Roles.Key + problem, ServerTexts.Missing(WelcomeTexts.GiveRoles, problem));
            }

            foreach (var role in roles)
            {
                await GiveAsync(guild, person, role, ct);
            }
        }
    }

    private async Task GiveAsync(GuildId guild, UserId person, RoleId role, CancellationToken ct)
    {
        try
        {
            await _wire.AddRoleAsync(guild, person, role, WelcomeTexts.RoleReason, ct);
        }
        catch (DiscordApiException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // They left again, or the role went this moment.
        }
        catch (Exception refused) when (refused is DiscordApiException or RequestRefusedException or HttpRequestException)
        {
            Log.NotGiven(_log, refused, guild.Value);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A role for a newcomer of server {Guild} was not given")]
        public static partial void NotGiven(ILogger logger, Exception fault, ulong guild);
    }
}
