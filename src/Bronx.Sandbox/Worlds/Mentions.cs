using System.Text.RegularExpressions;

namespace Bronx.Sandbox.Worlds;

/// <summary>Whom a message notifies, after what its sender allowed and may.</summary>
internal sealed partial record Mentions(bool Everyone, IReadOnlyList<Snowflake> Users, IReadOnlyList<Snowflake> Roles)
{
    public static readonly Mentions None = new(false, [], []);

    /// <summary>Reads a text as Discord does: mentions of users and roles by id, and @everyone or @here for those who may.</summary>
    /// <param name="content">The message's text.</param>
    /// <param name="allowed">What the sender allowed.</param>
    /// <param name="guild">The guild, or null in direct messages.</param>
    /// <param name="mayMentionAll">Whether the sender has MENTION_EVERYONE here.</param>
    /// <param name="repliedTo">The author of the message replied to, if that one is to be notified.</param>
    public static Mentions Read(string content, AllowedMentions allowed, Guild? guild, bool mayMentionAll, Snowflake? repliedTo)
    {
        List<Snowflake> users = [], roles = [];
        if (repliedTo is { } author)
        {
            users.Add(author);
        }

        foreach (Match match in UserPattern().Matches(content))
        {
            if (Snowflake.TryParse(match.Groups["id"].Value, out var id) && allowed.User(id) && !users.Contains(id))
            {
                users.Add(id);
            }
        }

        foreach (Match match in RolePattern().Matches(content))
        {
            if (Snowflake.TryParse(match.Groups["id"].Value, out var id) && allowed.Role(id) && !roles.Contains(id)
                && guild?.FindRole(id) is { } role && (role.Mentionable || mayMentionAll))
            {
                roles.Add(id);
            }
        }

        var everyone = allowed.Everyone && mayMentionAll && guild is not null && EveryonePattern().IsMatch(content);
        return new Mentions(everyone, users, roles);
    }

    [GeneratedRegex("<@!?(?<id>[0-9]{1,20})>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserPattern();

    [GeneratedRegex("<@&(?<id>[0-9]{1,20})>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RolePattern();

    [GeneratedRegex("@(everyone|here)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EveryonePattern();
}

/// <summary>The <c>allowed_mentions</c> of a message: kinds that are parsed, or the ids that are let through.</summary>
internal sealed record AllowedMentions(bool AllUsers, bool AllRoles, bool Everyone)
{
    /// <summary>Plain messages without the field: everything is parsed.</summary>
    public static readonly AllowedMentions All = new(true, true, true);

    /// <summary>Answers to interactions and webhooks without the field: users only.</summary>
    public static readonly AllowedMentions UsersOnly = new(true, false, false);

    public IReadOnlyList<Snowflake> Users { get; init; } = [];

    public IReadOnlyList<Snowflake> Roles { get; init; } = [];

    public bool RepliedUser { get; init; }

    public bool User(Snowflake id) => AllUsers || Users.Contains(id);

    public bool Role(Snowflake id) => AllRoles || Roles.Contains(id);
}
