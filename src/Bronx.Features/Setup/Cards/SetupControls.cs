using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Features.Settings;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Setup.Cards;

/// <summary>From declarations to controls: a toggle is a button, a choice a select, a text a button that opens a form.</summary>
internal static class SetupControls
{
    public const int MostRows = 5;
    public const int MostButtons = 5;

    private const int LongestSelect = 25;
    private const int LongestField = 4000;

    /// <param name="found">Search results, as one more select.</param>
    public static IReadOnlyList<Component> Rows<TWhose>(SetupState state, int number, (Option Option, IReadOnlyList<PickChoice> Choices)? found)
        where TWhose : IWhose
    {
        var options = state.Path.Step(number).Options;
        List<Component> rows = [];
        foreach (var option in options.Where(option => !IsButton(option)))
        {
            rows.Add(Component.Row(Select<TWhose>(state, option)));
        }

        if (found is var (searched, choices))
        {
            rows.Add(Component.Row(Component.StringSelect(
                SetupIds.Select<TWhose>(state.Draft, searched.Key), searched.Title, [.. choices.Select(choice => OptionOf(choice, chosen: false))])));
        }

        if (options.Where(IsButton).Select(option => Button<TWhose>(state, option)).ToArray() is { Length: > 0 } buttons)
        {
            rows.Add(Component.Row(buttons));
        }

        rows.Add(Navigation<TWhose>(state, number));
        return rows;
    }

    /// <summary>Asks for one value in writing.</summary>
    public static Modal Form<TWhose>(SetupState state, Option option)
        where TWhose : IWhose
    {
        var now = state.After.TextOf(option);
        var (style, most, hint) = option.Control switch
        {
            OptionControl.Line { ManyLines: true } line => (TextInputStyle.Paragraph, line.MaxLength, $"May name {string.Join(", ", line.Placeholders.Select(name => $"{{{name}}}"))}"),
            OptionControl.Line line => (TextInputStyle.Short, option.Search is null ? line.MaxLength : 60, option.Search is null ? "" : "A city, or the nearest large one"),
            OptionControl.Words => (TextInputStyle.Paragraph, LongestField, "One per line"),
            OptionControl.Amount amount => (TextInputStyle.Short, 20, $"From {Say.Number(amount.Min.Value)} to {Say.Number(amount.Max.Value)}, such as 1.5k"),
            OptionControl.Whole whole => (TextInputStyle.Short, 20, $"From {Say.Number(whole.Min)} to {Say.Number(whole.Max)}{(whole.Unit.Length > 0 ? " " + whole.Unit : "")}"),
            OptionControl.Span => (TextInputStyle.Short, 20, "Such as 10m, 2h or 1d"),
            var other => throw new InvalidOperationException($"{option.Key} is no text but {other.GetType().Name}"),
        };
        var field = Component.TextInput(SetupIds.Field, style, 0, Math.Min(most, LongestField), required: false, value: option.Search is null && now.Length > 0 ? Say.Shorten(now, most) : null);
        return new Modal(
            SetupIds.Form<TWhose>(state.Draft, option.Key),
            Say.Shorten(option.Title, 45),
            [Component.Labelled(Say.Shorten(option.Title, 45), field, hint.Length == 0 ? null : Say.Shorten(hint, 100))]);
    }

    /// <summary>Whether it is a button among up to five, and not a select with a row of its own.</summary>
    public static bool IsButton(Option option) => option.Control is not (OptionControl.Pick or OptionControl.OneChannel or OptionControl.ManyChannels or OptionControl.ManyRoles);

    private static Component Button<TWhose>(SetupState state, Option option)
        where TWhose : IWhose
    {
        if (option.Control is OptionControl.Toggle)
        {
            var on = state.After.TextOf(option) == "on";
            return Component.Button(
                on ? ButtonStyle.Success : ButtonStyle.Secondary, Say.Shorten($"{option.Title}: {(on ? "on" : "off")}", 80), SetupIds.Press<TWhose>(state.Draft, SetupIds.Flip, option.Key));
        }

        return Component.Button(ButtonStyle.Secondary, Say.Shorten($"{option.Title} …", 80), SetupIds.Press<TWhose>(state.Draft, SetupIds.Type, option.Key));
    }

    private static Component Select<TWhose>(SetupState state, Option option)
        where TWhose : IWhose
    {
        var (id, now) = (SetupIds.Select<TWhose>(state.Draft, option.Key), state.After.TextOf(option));
        return option.Control switch
        {
            OptionControl.Pick pick => Component.StringSelect(id, option.Title, [.. pick.Choices.Select(choice => OptionOf(choice, choice.Value == now))]),
            OptionControl.OneChannel one => Component.ChannelSelect(id, option.Title, one.Types, Ids<ChannelId>(now), min: 0),
            OptionControl.ManyChannels many => Component.ChannelSelect(id, option.Title, many.Types, Ids<ChannelId>(now), min: 0, Math.Min(many.Most, LongestSelect)),
            OptionControl.ManyRoles roles => Component.RoleSelect(id, option.Title, Ids<RoleId>(now), min: 0, Math.Min(roles.Most, LongestSelect)),
            var other => throw new InvalidOperationException($"{option.Key} is no choice but {other.GetType().Name}"),
        };
    }

    private static Component Navigation<TWhose>(SetupState state, int number)
        where TWhose : IWhose
    {
        var (draft, last) = (state.Draft, number == state.Path.Steps.Count);
        List<Component> row =
        [
            Component.Button(ButtonStyle.Secondary, "‹ Back", SetupIds.Press<TWhose>(draft, SetupIds.Go, number - 1)),
            Component.Button(ButtonStyle.Secondary, "Skip", SetupIds.Press<TWhose>(draft, SetupIds.Skip, number)),
            Component.Button(ButtonStyle.Primary, last ? "Review ›" : "Next ›", SetupIds.Press<TWhose>(draft, SetupIds.Go, number + 1)),
            Component.Button(ButtonStyle.Secondary, "Cancel", SetupIds.Press<TWhose>(draft, SetupIds.Cancel)),
        ];
        if (!last)
        {
            row.Insert(3, Component.Button(ButtonStyle.Secondary, "Review", SetupIds.Press<TWhose>(draft, SetupIds.Go, state.Path.Review)));
        }

        return Component.Row([.. row]);
    }

    private static SelectOption OptionOf(PickChoice choice, bool chosen) => new(Say.Shorten(choice.Title, 100), choice.Value)
    {
        Description = choice.Help.Length == 0 ? null : Say.Shorten(choice.Help, 100),
        Default = chosen ? true : null,
    };

    private static IEnumerable<T> Ids<T>(string stored)
        where T : struct, ISnowflake<T> =>
        stored.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => Snowflake.TryParse<T>(text, out var id) ? (T?)id : null).OfType<T>().Take(LongestSelect);
}
