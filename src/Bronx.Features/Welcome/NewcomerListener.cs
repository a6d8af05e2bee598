using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Features.ServerRules.Blacklist;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;

namespace Bronx.Features.Welcome;

/// <summary>
/// Who comes and goes. Where a server screens its newcomers, they have arrived when they have passed; who leaves before that was
/// never greeted, and their leaving is not told.
/// </summary>
internal sealed class NewcomerListener(
    OptionBook options, BlacklistBook blacklist, WaitingRoom waiting, Greeter greeter, RoleGiver roles, IGuildDirectory directory)
    : IListener<MemberJoined>, IListener<MemberUpdated>, IListener<MemberLeft>, IListener<GuildAvailable>
{
    /// <summary>So many of a server's waiting newcomers are asked for after a start; the others arrive when something of them changes.</summary>
    private const int MostAskedFor = 100;

    public ValueTask HearAsync(MemberJoined happened, CancellationToken ct)
    {
        if (happened.Member.User is not { } user || !IsWanted(happened.GuildId))
        {
            return default;
        }

        if (happened.Member.Pending)
        {
            return waiting.EnterAsync(happened.GuildId, user.Id, ct);
        }

        Arrive(happened.GuildId, user, happened.Member);
        return default;
    }

    public async ValueTask HearAsync(MemberUpdated happened, CancellationToken ct)
    {
        if (!happened.Member.Pending && happened.Member.User is { } user && waiting.Contains(happened.GuildId, user.Id)
            && await waiting.LeaveAsync(happened.GuildId, user.Id, ct))
        {
            Arrive(happened.GuildId, user, happened.Member);
        }
    }

    public async ValueTask HearAsync(MemberLeft happened, CancellationToken ct)
    {
        if (!await waiting.LeaveAsync(happened.GuildId, happened.User.Id, ct) && !happened.User.Bot && IsWanted(happened.GuildId))
        {
            greeter.Departed(happened.GuildId, Traveller.Of(happened.User));
        }
    }

    /// <summary>After a start: who has passed, or left, while nobody was looking.</summary>
    public async ValueTask HearAsync(GuildAvailable happened, CancellationToken ct)
    {
        var guild = happened.Guild.Id;
        foreach (var person in waiting.In(guild).Take(MostAskedFor))
        {
            var member = await directory.FindMemberAsync(guild, person, ct);
            if (member is not { Pending: true } && await waiting.LeaveAsync(guild, person, ct) && member?.User is { } user)
            {
                Arrive(guild, user, member);
            }
        }
    }

    private bool IsWanted(GuildId guild) => !options.Of(guild).IsDefault && blacklist.Find(guild) is null;

    private void Arrive(GuildId guild, User user, Member member)
    {
        if (!user.Bot)
        {
            greeter.Arrived(guild, Traveller.Of(user, member));
        }

        if (!user.Bot || options.Of(guild).Get(WelcomeChoices.Bots))
        {
            roles.Give(guild, user.Id);
        }
    }
}
