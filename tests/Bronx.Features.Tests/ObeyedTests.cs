using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Bronx.Platform;
using Bronx.Platform.Configuration;
using Bronx.Platform.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Tests;

/// <summary>Nothing is asked that nothing obeys: every option of the program is in this table, with a test that shows who obeys it.</summary>
public sealed partial class ObeyedTests
{
    /// <summary>Class and method, wherever among the test projects; one test may show several.</summary>
    private static readonly Dictionary<string, string> ShownBy = new(StringComparer.Ordinal)
    {
        ["server.prefix"] = "ServerPrefixTests.AServersPrefix_CountsAtOnce_AndTheOldOneNoMore",
        ["automod.level"] = "GuardTests.Levels_DecideWhatIsLookedAt",
        ["automod.dry-run"] = "GuardTests.ADryRun_OnlyReports",
        ["automod.exempt-roles"] = "GuardTests.TheExempt_MayDoWhatTheRulesForbid",
        ["automod.exempt-channels"] = "GuardTests.AnExemptCategory_CoversItsChannelsAndTheirThreads",
        ["automod.tell"] = "GuardTests.People_AreToldWhereTheServerWants",
        ["automod.harshest"] = "GuardTests.TheLadder_IsTheServers",
        ["automod.timeout-at"] = "GuardTests.MoreStrikes_GetHarsherAsTheServerChose",
        ["automod.kick-at"] = "GuardTests.MoreStrikes_GetHarsherAsTheServerChose",
        ["automod.ban-at"] = "GuardTests.MoreStrikes_GetHarsherAsTheServerChose",
        ["automod.timeout"] = "GuardTests.MoreStrikes_GetHarsherAsTheServerChose",
        ["automod.forget"] = "GuardTests.Strikes_AreForgottenAsTheServerChose",
        ["automod-rules.rate"] = "GuardTests.AFlood_IsOneStrikeAndGoesAsAWhole",
        ["automod-rules.rate-messages"] = "GuardTests.SlowerThanTheRate_IsNoFlood",
        ["automod-rules.rate-seconds"] = "GuardTests.SlowerThanTheRate_IsNoFlood",
        ["automod-rules.repeats"] = "GuardTests.TheSameAgain_GoesWithItsLikesAndNothingElse",
        ["automod-rules.repeat-times"] = "GuardTests.TheSameAgain_GoesWithItsLikesAndNothingElse",
        ["automod-rules.caps"] = "GuardTests.ARule_ActsWhenItIsOnAndOnlyThen",
        ["automod-rules.caps-percent"] = "GuardTests.WhatIsAllowed_IsLeftAlone",
        ["automod-rules.invites"] = "GuardTests.ARule_ActsWhenItIsOnAndOnlyThen",
        ["automod-rules.invites-allowed"] = "GuardTests.WhatIsAllowed_IsLeftAlone",
        ["automod-rules.links"] = "GuardTests.ARule_ActsWhenItIsOnAndOnlyThen",
        ["automod-rules.links-allowed"] = "GuardTests.WhatIsAllowed_IsLeftAlone",
        ["automod-rules.mentions"] = "GuardTests.ARule_ActsWhenItIsOnAndOnlyThen",
        ["automod-rules.mentions-most"] = "GuardTests.MentionsOfSeveralMessages_AddUp",
        ["automod-rules.words"] = "GuardTests.ARule_ActsWhenItIsOnAndOnlyThen",
        ["automod-rules.banned"] = "GuardTests.ARule_ActsWhenItIsOnAndOnlyThen",
        ["automod-rules.allowed"] = "GuardTests.WhatIsAllowed_IsLeftAlone",
        ["raid.action"] = "RaidTests.RaidMode_DoesWhatTheServerChose",
        ["raid.joins"] = "RaidTests.AWaveOfJoins_BeginsRaidModeWhichEndsByItself",
        ["raid.lasts"] = "RaidTests.AWaveOfJoins_BeginsRaidModeWhichEndsByItself",
        ["raid.young"] = "RaidTests.OldAccounts_AreSparedWhenTheServerWantsThat",
        ["welcome.channel"] = "NewcomerTests.ANewcomer_IsGreetedWhereAndAsTheServerChose",
        ["welcome.message"] = "NewcomerTests.ANewcomer_IsGreetedWhereAndAsTheServerChose",
        ["welcome.mention"] = "NewcomerTests.ANewcomer_IsGreetedWhereAndAsTheServerChose",
        ["welcome.direct"] = "NewcomerTests.ADirectMessage_ComesWhenTheServerWantsIt",
        ["welcome.direct-message"] = "NewcomerTests.ADirectMessage_ComesWhenTheServerWantsIt",
        ["leave.channel"] = "NewcomerTests.Departures_AreNotedWhereAndAsTheServerChose",
        ["leave.message"] = "NewcomerTests.Departures_AreNotedWhereAndAsTheServerChose",
        ["autorole.roles"] = "NewcomerTests.Roles_AreThoseThatCanBeGivenNow",
        ["autorole.bots"] = "NewcomerTests.Bots_GetRolesOnlyWhenTheServerWantsThatAndNoGreeting",
        ["moderation.log"] = "GuardTests.ADryRun_OnlyReports",
        ["moderation.roles"] = "GuardTests.TheExempt_MayDoWhatTheRulesForbid",
        ["features.economy"] = "ServerGateTests.WhatIsSwitchedOff_IsRefusedInWordsAndTheRestWorks",
        ["features.gambling"] = "ServerGateTests.WhatIsSwitchedOff_IsRefusedInWordsAndTheRestWorks",
        ["channels.ignored"] = "ServerGateTests.IgnoredChannels_AreSilentForMessagesAndExplainedOtherwise",
        ["economy.rob"] = "RobCommandTests.AServerThatSwitchedItOff_HasNoRobbing",
        ["alerts.channel"] = "SetupScenarios.AServerIsSetUpByPrefix_WithEveryKindOfControl_AndObeysAtOnce",
        ["gambling.smallest"] = "StakeLimitTests.AServersLimits_HoldForEveryBet",
        ["gambling.largest"] = "StakeLimitTests.AServersLimits_HoldForEveryBet",
        ["privacy.leaderboards"] = "LeaderboardTests.PeopleWhoHid_AreOnNoBoardUntilTheyComeBack",
        ["privacy.tracking"] = "ServerPrefixTests.WhoDoesNotWantToBeCounted_IsCountedWithoutAName",
        ["privacy.messages"] = "SpendingTests.AGift_IsWrittenAbout_OnlyToThoseWhoWantIt",
        ["time.zone"] = "TimeCommandsTests.ATimeIsReadAndShown_InTheZoneThatIsChosen",
        ["coins.confirm"] = "SpendingTests.AGiftFromTheAmountOn_IsAskedAbout_AndGivenOnceAfterAYes",
        ["coins.most-per-bet"] = "SpendingTests.ABetAboveTheOwnLimit_IsRefused",
        ["coins.robbing"] = "RobCommandTests.PeopleWhoOptedOut_AreLeftAloneAndLeaveOthersAlone",
        ["notices.gifts"] = "SpendingTests.AGift_IsWrittenAbout_OnlyToThoseWhoWantIt",
        ["notices.robbed"] = "RobCommandTests.ARobbery_IsWrittenAbout_OnlyToThoseWhoWantIt",
    };

    [Fact]
    public void EveryOption_IsObeyedBySomethingThatATestShows()
    {
        using var services = new ServiceCollection().AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().Build(), FeatureList.All).BuildServiceProvider();
        var keys = services.GetRequiredService<OptionCatalogue>().Schemas.SelectMany(schema => schema.Options).Select(option => option.Key).ToHashSet();
        Assert.Empty(keys.Except(ShownBy.Keys).Order());
        Assert.Empty(ShownBy.Keys.Except(keys).Order());
    }

    [Fact]
    public void EveryTestOfTheTable_Exists()
    {
        var known = Directory.EnumerateFiles(TestsFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Tests().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups["name"].Value}"))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(ShownBy.Values.Where(test => !known.Contains(test)).Distinct().Order());
    }

    private static string TestsFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, ".."));

    [GeneratedRegex(@"public (static )?(async )?(Task|void|Property) (?<name>\w+)\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tests();
}
