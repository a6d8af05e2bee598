using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Features.AutoModeration.Acting;
using Bronx.Features.AutoModeration.Judging;
using Bronx.Features.ServerRules;
using Bronx.Features.ServerRules.Blacklist;
using Bronx.Platform.Commands.Pipeline;
using Bronx.Platform.Events;
using Bronx.Platform.Guilds;

namespace Bronx.Features.AutoModeration;

/// <summary>Looks at messages, new and edited, of servers that want it. The first lines are all that other servers pay.</summary>
internal sealed class MessageListener(
    GuardPlans plans, TalkBook talks, Enforcer enforcer, IGuildDirectory directory, BlacklistBook blacklist, TimeProvider clock)
    : IListener<MessageCreated>, IListener<MessageUpdated>
{
    /// <summary>Messages that a strike was given for: an edit, or a second delivery, is no second offence.</summary>
    private readonly RecentIds _struck = new(10_000);

    public ValueTask HearAsync(MessageCreated happened, CancellationToken ct)
    {
        if (happened.Message.GuildId is { } guild && plans.ForMessages(guild) is { } plan)
        {
            Look(guild, plan, happened.Message, isNew: true);
        }

        return default;
    }

    public ValueTask HearAsync(MessageUpdated happened, CancellationToken ct)
    {
        // Discord also tells of previews that were added; nobody wrote anything then.
        if (happened.Message is { GuildId: { } guild, EditedTimestamp: not null } && plans.ForMessages(guild) is { } plan)
        {
            Look(guild, plan, happened.Message, isNew: false);
        }

        return default;
    }

    private void Look(GuildId guild, GuardPlan plan, Message message, bool isNew)
    {
        if (message.Author.Bot || message.WebhookId is not null || !plan.IsOn || Exemption.Covers(plan, directory, guild, message, message.Member) || blacklist.Find(guild) is not null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var talk = new Talk(now, TextFacts.Fingerprint(message.Content), TextFacts.Mentions(message.Content), message.Id, message.ChannelId);
        TalkCount? count = isNew ? talks.Note(guild, message.Author.Id, talk, plan) : null;
        if (GuardRules.Judge(plan, message.Content, count) is not { } breach)
        {
            return;
        }

        if (!breach.IsFlood || !isNew)
        {
            Strike(plan, message, breach, []);
        }
        else if (talks.BeginWave(guild, message.Author.Id, now, plan.RateWindow, out var before))
        {
            Strike(plan, message, breach, [.. before.Where(old => TalkRules.BelongTogether(breach.Rule, old, talk, plan.RateWindow)).Select(old => (old.Channel, old.Message))]);
        }
        else if (breach.First >= GuardStep.Delete)
        {
            enforcer.Take(new GuardCase(plan, message, null, []));
        }
    }

    private void Strike(GuardPlan plan, Message message, Breach breach, IReadOnlyList<(ChannelId Channel, MessageId Message)> before)
    {
        if (_struck.IsNew(message.Id.Value))
        {
            enforcer.Take(new GuardCase(plan, message, breach, before));
        }
    }
}
