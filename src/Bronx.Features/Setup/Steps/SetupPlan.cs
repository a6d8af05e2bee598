using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup.Steps;

/// <summary>
/// Which options the wizards ask for, by their keys: no slice has to know the wizard, and the wizard knows no slice. At most four rows of
/// controls fit beside the row of Back and Next: one for each select, one for up to five buttons.
/// </summary>
internal static class SetupPlan
{
    private static readonly IReadOnlyList<PlannedStep> Server =
    [
        new("Welcome", "Greet those who come. Choosing a channel is enough.",
            "welcome.channel", "leave.channel", "welcome.message", "welcome.mention", "welcome.direct"),
        new("Moderation", "I keep order while nobody is looking, as strictly as you like, and note what I did.",
            "automod.level", "moderation.log", "moderation.roles", "automod.dry-run") { Needs = ModerationNeeds },
        new("Economy", "Coins that people earn and give, and games for them.",
            "features.economy", "features.gambling", "economy.rob", "gambling.smallest", "gambling.largest"),
        new("Prefix", "What stands before my commands in messages. Slash commands work anyway.",
            "server.prefix"),
        new("Roles for newcomers", "What everybody gets who joins. Only roles that I may give and that carry no power.",
            "autorole.roles", "autorole.bots") { Needs = static of => of("autorole.roles").Length > 0 ? Permissions.ManageRoles : Permissions.None },
        new("Alerts and channels", "Where I tell of changes, and where I keep silent.",
            "alerts.channel", "channels.ignored"),
    ];

    private static readonly IReadOnlyList<PlannedStep> Person =
    [
        new("Time zone", "So that I understand times as you write them.",
            "time.zone"),
        new("Privacy", "What others see of you, and what I keep.",
            "privacy.leaderboards", "privacy.tracking", "privacy.messages", "coins.robbing"),
        new("Coins", "When I ask before your coins move, and how far you let yourself go.",
            "coins.confirm", "coins.most-per-bet"),
        new("Notifications", "What I write to you about.",
            "notices.gifts", "notices.robbed"),
    ];

    public static IReadOnlyList<PlannedStep> Of(OptionScope scope) => scope == OptionScope.Server ? Server : Person;

    private static Permissions ModerationNeeds(Func<string, string> of) => of("automod.level") switch
    {
        "off" or "" => Permissions.None,
        "medium" => Permissions.ManageMessages | Permissions.ModerateMembers | Permissions.KickMembers,
        "high" => Permissions.ManageMessages | Permissions.ModerateMembers | Permissions.KickMembers | Permissions.BanMembers,
        _ => Permissions.ManageMessages | Permissions.ModerateMembers,
    };
}

/// <summary>A step before its options are looked up.</summary>
internal sealed record PlannedStep(string Title, string Intro, params IReadOnlyList<string> Keys)
{
    /// <summary>What the bot needs, by the stored values of keys.</summary>
    public Func<Func<string, string>, Permissions> Needs { get; init; } = static _ => Permissions.None;
}
