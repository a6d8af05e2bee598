using Bronx.Features.AutoModeration;
using Bronx.Features.Economy;
using Bronx.Features.Gambling;
using Bronx.Features.General;
using Bronx.Features.Help;
using Bronx.Features.MyData;
using Bronx.Features.Operations;
using Bronx.Features.ServerRules;
using Bronx.Features.Settings;
using Bronx.Features.Setup;
using Bronx.Features.Terms;
using Bronx.Features.Time;
using Bronx.Features.Welcome;
using Bronx.Platform;

namespace Bronx.Features;

/// <summary>Everything the bot can do, slice by slice. Removing a line (and its folder and tests) removes the feature.</summary>
public static class FeatureList
{
    public static IReadOnlyList<IFeature> All { get; } =
    [
        new HelpFeature(),
        new GeneralFeature(),
        new TermsFeature(),
        new MyDataFeature(),
        new ServerRulesFeature(),
        new WelcomeFeature(),
        new AutoModerationFeature(),
        new SettingsFeature(),
        new SetupFeature(),
        new TimeFeature(),
        new EconomyFeature(),
        new GamblingFeature(),
        new OperationsFeature(),
    ];
}
