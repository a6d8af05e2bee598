using Bronx.Discord.Models;
using Bronx.Features.Setup;
using Bronx.Features.Setup.Cards;
using Bronx.Features.Setup.Steps;
using Bronx.Platform;
using Bronx.Platform.Configuration;
using Bronx.Platform.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Features.Tests.Setup;

public sealed class SetupPlanTests
{
    private static readonly OptionCatalogue Catalogue = new ServiceCollection()
        .AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().Build(), FeatureList.All)
        .BuildServiceProvider().GetRequiredService<OptionCatalogue>();

    public static TheoryData<OptionScope> Scopes => [OptionScope.Server, OptionScope.Person];

    [Theory, MemberData(nameof(Scopes))]
    public void EveryPlannedOptionExists(OptionScope scope)
    {
        var missing = SetupPlan.Of(scope).SelectMany(step => step.Keys).Where(key => !Catalogue.TryFind(key, scope, out _, out _));
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Scopes))]
    public void EveryStepFitsIntoAMessage_AlsoWithSearchResults(OptionScope scope)
    {
        foreach (var step in new SetupPath(Catalogue, scope).Steps)
        {
            var buttons = step.Options.Count(SetupControls.IsButton);
            var selects = step.Options.Count - buttons;
            var searches = step.Options.Any(option => option.Search is not null) ? 1 : 0;
            Assert.InRange(buttons, 0, SetupControls.MostButtons);
            Assert.InRange(selects + searches + (buttons > 0 ? 1 : 0) + 1, 2, SetupControls.MostRows);
        }
    }

    [Fact]
    public void EveryPersonsOption_IsAskedFor() => Assert.Empty(
        Catalogue.Of(OptionScope.Person).SelectMany(schema => schema.Options)
            .Where(option => new SetupPath(Catalogue, OptionScope.Person).Find(option.Key) is null).Select(option => option.Key));

    [Fact]
    public void WhereASliceIsMissing_ItsStepIsToo()
    {
        var path = new SetupPath(new OptionCatalogue([Bronx.Platform.Commands.ServerPrefix.Schema]), OptionScope.Server);
        Assert.Equal("Prefix", Assert.Single(path.Steps).Title);
        Assert.Equal(2, path.Review);
    }

    [Fact]
    public void ModerationNeedsMore_TheStricterItIs()
    {
        var path = new SetupPath(Catalogue, OptionScope.Server);
        Assert.Equal(Permissions.None, path.Needs(OptionValues.Defaults));
        Assert.False(With("low").HasFlag(Permissions.KickMembers));
        Assert.True(With("medium").HasFlag(Permissions.KickMembers));
        Assert.True(With("high").HasFlag(Permissions.BanMembers | Permissions.ManageMessages));

        Permissions With(string level) => path.Needs(OptionValues.Defaults.With([new(path.Find("automod.level")!.Value.Option, level)]));
    }

    [Fact]
    public void QuickSetup_PrefersAChannelForGreeting_AndTouchesNothingChosen()
    {
        var path = new SetupPath(Catalogue, OptionScope.Server);
        (ChannelId Id, string Name)[] channels = [(new(1), "general"), (new(2), "welcome"), (new(3), "mod-log")];
        var chosen = QuickRules.Suggest(path, OptionValues.Defaults, channels, new ChannelId(9));
        Assert.Equal("2", chosen["welcome.channel"]);
        Assert.Equal("3", chosen["moderation.log"]);
        Assert.Equal("low", chosen["automod.level"]);

        var already = OptionValues.Defaults.With([new(path.Find("welcome.channel")!.Value.Option, "1")]);
        Assert.DoesNotContain("welcome.channel", QuickRules.Suggest(path, already, channels, new ChannelId(9)).Keys);
        Assert.DoesNotContain("welcome.channel", QuickRules.Suggest(path, OptionValues.Defaults, [(new(4), "attic")], new ChannelId(9)).Keys);
        Assert.Equal("4", QuickRules.Suggest(path, OptionValues.Defaults, [(new(4), "attic")], new ChannelId(4))["welcome.channel"]);
    }
}
