using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Features.Help;

/// <summary>Every word of help.</summary>
internal sealed class HelpTexts(string prefix, SlashRegistration slash)
{
    public const string PageRoute = "help.page";
    public const string CategoryRoute = "help.category";
    public const string Overview = "overview";

    /// <summary>A select takes 25 options; the overview is one of them.</summary>
    private const int MostCategories = 24;

    private const int NamesShown = 8;

    /// <summary>One page with its controls: 0 is the overview. A number past the end, from an older version's button, is the last page.</summary>
    public Reply Page(HelpBook book, int number, UserId owner)
    {
        number = Math.Clamp(number, 0, book.LastPage);
        var card = number == 0 ? OverviewCard(book) : CategoryCard(book.Pages[number - 1]);
        var footer = new EmbedFooter($"Page {number + 1} of {book.LastPage + 1}");
        return Reply.Of(card with { Footer = footer }).With(
            Component.Row(Jump(book, number, owner)),
            Component.Row(
                Component.Button(ButtonStyle.Secondary, "‹ Back", Turn(owner, number - 1), disabled: number == 0),
                Component.Button(ButtonStyle.Secondary, "Next ›", Turn(owner, number + 1), disabled: number == book.LastPage)));
    }

    /// <summary>Everything about one command.</summary>
    /// <param name="isOff">Whether the server where it is asked about has switched it off.</param>
    public Reply Command(CommandDefinition command, bool isOff)
    {
        List<EmbedField> fields = [new("How to write it", $"`{CommandSpelling.Usage(command, CommandForm.Prefix, prefix)}`\n{slash.Mention(command.Name)}")];
        if (command.Parameters.Count > 0)
        {
            fields.Add(new("What goes in", string.Join('\n', command.Parameters.Select(parameter => $"`{parameter.Name}` · {parameter.Description}{(parameter.Required ? "" : " (may be left out)")}"))));
        }

        if (command.Examples.Count > 0)
        {
            fields.Add(new("For example", string.Join('\n', command.Examples.Select(example => $"`{prefix}{example}`"))));
        }

        if (command.Aliases.Count > 0)
        {
            fields.Add(new("Other names", string.Join(' ', command.Aliases.Select(alias => $"`{prefix}{alias}`")), Inline: true));
        }

        if (command.Cooldown is { } cooldown)
        {
            fields.Add(new("Once in", Say.Span(cooldown.Every), Inline: true));
        }

        if (WhoMay(command) is { } who)
        {
            fields.Add(new("For", who, Inline: true));
        }

        if (isOff)
        {
            fields.Add(new("Here", "switched off on this server", Inline: true));
        }

        var text = command.Details is { } details ? $"{command.Summary}.\n\n{details}" : $"{command.Summary}.";
        return Reply.Of(Look.Card(prefix + command.Name, text) with { Fields = fields });
    }

    /// <summary>The commands that share a first word.</summary>
    public Reply Group(string name, IReadOnlyList<CommandDefinition> members) =>
        Reply.Of(Look.Card(prefix + name, string.Join('\n', members.Select(Line))));

    public Reply NotFound(string typed, CommandDefinition? close, bool byPrefix)
    {
        var lead = byPrefix ? prefix : "/";
        return Reply.Of(Look.Refusal(close is null
            ? $"I know no command or category {Say.Typed(typed)}. `{lead}help` shows everything."
            : $"I know no command {Say.Typed(typed)}. Did you mean `{lead}help {close.Name}`?"));
    }

    private Embed OverviewCard(HelpBook book)
    {
        var example = book.Categories.Skip(1).FirstOrDefault()?.Commands[0].Name ?? HelpCommand.Name;
        var off = string.Join(" and ", book.SwitchedOff.Select(command => command.Category).Distinct(StringComparer.Ordinal));
        var note = off.Length == 0 ? "" : $"\nSwitched off on this server: {off}.";
        return Look.Card("What I can do", $"My commands begin with `{prefix}` or `/`. To read about one of them: `{prefix}help {example}`.{note}") with
        {
            Fields = [.. book.Categories.Take(MostCategories).Select(category => new EmbedField(category.Name, Names(category.Commands)))],
        };
    }

    private static string Names(IReadOnlyList<CommandDefinition> commands)
    {
        var shown = string.Join(' ', commands.Take(NamesShown).Select(command => $"`{command.Name}`"));
        return commands.Count > NamesShown ? $"{shown} and {commands.Count - NamesShown} more" : shown;
    }

    private Embed CategoryCard(HelpPage page) => Look.Card(page.Category, string.Join('\n', page.Commands.Select(Line)));

    private string Line(CommandDefinition command) => $"`{CommandSpelling.Usage(command, CommandForm.Prefix, prefix)}`\n{command.Summary}";

    private static Component Jump(HelpBook book, int number, UserId owner)
    {
        var here = number == 0 ? null : book.Pages[number - 1].Category;
        List<SelectOption> options = [new("Overview", Overview) { Default = number == 0 ? true : null }];
        options.AddRange(book.Categories.Take(MostCategories).Select(category => new SelectOption(category.Name, category.Name)
        {
            Description = Say.Count(category.Commands.Count, "command", "commands"),
            Default = category.Name == here ? true : null,
        }));
        return Component.StringSelect(ComponentId.For(CategoryRoute, owner), "Go to a category", options);
    }

    private static string Turn(UserId owner, int page) => ComponentId.For(PageRoute, owner, page.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static string? WhoMay(CommandDefinition command)
    {
        List<string> who = [];
        if (command.OwnerOnly)
        {
            who.Add("my owners");
        }

        if (command.CallerNeeds != Permissions.None)
        {
            who.Add($"people with {PermissionNames.List(command.CallerNeeds)}");
        }

        if (command.ServerOnly)
        {
            who.Add("servers only");
        }

        return who.Count == 0 ? null : string.Join(", ", who);
    }
}
