using Bronx.Discord.Models;
using Bronx.Features.Settings;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup.Steps;

/// <summary>The steps of a wizard, made of the options that this program has: where a slice is missing, its step is too.</summary>
internal sealed class SetupPath
{
    private readonly OptionCatalogue _catalogue;

    public SetupPath(OptionCatalogue catalogue, OptionScope scope)
    {
        _catalogue = catalogue;
        Scope = scope;
        Steps =
        [
            .. SetupPlan.Of(scope)
                .Select(planned => new SetupStep(planned.Title, planned.Intro, [.. planned.Keys.Select(Find).OfType<Option>()])
                {
                    Needs = values => planned.Needs(key => Find(key) is { } option ? values.TextOf(option) : ""),
                })
                .Where(step => step.Options.Count > 0),
        ];

        Option? Find(string key) => catalogue.TryFind(key, scope, out _, out var option) ? option : null;
    }

    public OptionScope Scope { get; }

    /// <summary>How an option is called beside options of other steps.</summary>
    public string NameOf(Option option) => ChangeTexts.Name(_catalogue.Of(Scope).First(schema => schema.Options.Contains(option)), option);

    /// <summary>Numbered from 1 for people; 0 is the overview before them.</summary>
    public IReadOnlyList<SetupStep> Steps { get; }

    /// <summary>The number behind the last step.</summary>
    public int Review => Steps.Count + 1;

    public SetupStep Step(int number) => Steps[number - 1];

    public bool IsStep(int number) => number >= 1 && number <= Steps.Count;

    /// <summary>An option that some step shows, and that step's number.</summary>
    public (Option Option, int Step)? Find(string key)
    {
        for (var number = 1; number <= Steps.Count; number++)
        {
            if (Step(number).Options.FirstOrDefault(option => option.Key == key) is { } option)
            {
                return (option, number);
            }
        }

        return null;
    }

    /// <summary>What the bot would need for everything that is chosen.</summary>
    public Permissions Needs(OptionValues values) => Steps.Aggregate(Permissions.None, (needed, step) => needed | step.Needs(values));
}
