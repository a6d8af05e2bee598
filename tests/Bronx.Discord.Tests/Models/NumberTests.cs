using Bronx.Discord.Gateway;
using Bronx.Discord.Models;

namespace Bronx.Discord.Tests.Models;

/// <summary>Bits and numbers as Discord's documentation lists them, written down a second time.</summary>
public sealed class NumberTests
{
    private const string IntentBits = """
        Guilds 0 GuildMembers 1 GuildModeration 2 GuildExpressions 3 GuildIntegrations 4 GuildWebhooks 5 GuildInvites 6 GuildVoiceStates 7 GuildPresences 8
        GuildMessages 9 GuildMessageReactions 10 GuildMessageTyping 11 DirectMessages 12 DirectMessageReactions 13 DirectMessageTyping 14 MessageContent 15
        GuildScheduledEvents 16 AutoModerationConfiguration 20 AutoModerationExecution 21 GuildMessagePolls 24 DirectMessagePolls 25
        """;

    private const string PermissionBits = """
        CreateInstantInvite 0 KickMembers 1 BanMembers 2 Administrator 3 ManageChannels 4 ManageGuild 5 AddReactions 6 ViewAuditLog 7 PrioritySpeaker 8 Stream 9
        ViewChannel 10 SendMessages 11 SendTtsMessages 12 ManageMessages 13 EmbedLinks 14 AttachFiles 15 ReadMessageHistory 16 MentionEveryone 17
        UseExternalEmojis 18 ViewGuildInsights 19 Connect 20 Speak 21 MuteMembers 22 DeafenMembers 23 MoveMembers 24 UseVad 25 ChangeNickname 26
        ManageNicknames 27 ManageRoles 28 ManageWebhooks 29 ManageGuildExpressions 30 UseApplicationCommands 31 RequestToSpeak 32 ManageEvents 33
        ManageThreads 34 CreatePublicThreads 35 CreatePrivateThreads 36 UseExternalStickers 37 SendMessagesInThreads 38 UseEmbeddedActivities 39
        ModerateMembers 40 ViewCreatorMonetizationAnalytics 41 UseSoundboard 42 CreateGuildExpressions 43 CreateEvents 44 UseExternalSounds 45
        SendVoiceMessages 46 SetVoiceChannelStatus 48 SendPolls 49 UseExternalApps 50 PinMessages 51 BypassSlowmode 52
        """;

    [Fact]
    public void Intents_HaveTheirBits() => AreListed<GatewayIntents>(IntentBits, intent => (ulong)intent);

    [Fact]
    public void Permissions_HaveTheirBits() => AreListed<Permissions>(PermissionBits, permission => (ulong)permission);

    [Fact]
    public void Flags_HaveTheirBits()
    {
        Assert.Equal((4, 64, 4096, 32768), ((int)MessageFlags.SuppressEmbeds, (int)MessageFlags.Ephemeral, (int)MessageFlags.SuppressNotifications, (int)MessageFlags.IsComponentsV2));
        Assert.True(new Channel { Id = new(1), Flags = 1 << 17 }.IsHidden);
    }

    private static void AreListed<T>(string list, Func<T, ulong> bits)
        where T : struct, Enum
    {
        var listed = list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => 1UL << int.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture));
        // By name: two names of one value would stand for each other.
        Assert.All(Enum.GetNames<T>().Where(name => name != "None"), name => Assert.Equal(listed.GetValueOrDefault(name), bits(Enum.Parse<T>(name))));
    }
}
