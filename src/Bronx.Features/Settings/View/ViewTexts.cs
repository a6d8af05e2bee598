using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings.View;

/// <summary>Settings as people read them.</summary>
internal sealed class ViewTexts
{
    private const string Overall = "overview";
    private const int MostListed = 24;

    private readonly OptionCatalogue _catalogue;
    private readonly OptionScope _scope;
    private readonly Func<string, string> _spell;
    private readonly string _command;
    private readonly string _select;

    private ViewTexts(OptionCatalogue catalogue, OptionScope scope, Func<string, string> spell, string command, string select)
    {
        _catalogue = catalogue;
        _scope = scope;
        _spell = spell;
        _command = command;
        _select = select;
    }

    public static string Route<TWhose>()
        where TWhose : IWhose => "settings.view-" + TWhose.Route;

    public static ViewTexts For<TWhose>(Call call, OptionCatalogue catalogue)
        where TWhose : IWhose => new(catalogue, TWhose.Scope, call.Spelling, TWhose.Name, ComponentId.For(Route<TWhose>(), call.Caller.Id));

    public Reply Overview(OptionValues values)
    {
        var lines = _catalogue.Of(_scope).Select(schema => (ViewRules.Chosen(schema, values) is > 0 and var chosen ? $"**{schema.Title}** · {chosen} changed" : schema.Title)
            + $"\n-# {schema.About}");
        return Reply.Of(Look.Card(
            _scope == OptionScope.Server ? "Settings of this server" : "Your settings",
            string.Join('\n', lines)) with
        {
            Footer = new($"{_spell(_command + " set")} changes one, {_spell(_scope == OptionScope.Server ? "setup server" : "setup user")} leads you through them."),
        }).With(Component.Row(Select(null)));
    }

    public Reply Schema(OptionSchema schema, OptionValues values)
    {
        var lines = schema.Options.Select(option =>
        {
            var shown = option.Show(values.TextOf(option));
            return $"{option.Title}: {(values.IsChosen(option) ? $"**{shown}**" : shown)}\n-# {option.Key}";
        });
        return Reply.Of(Look.Card(schema.Title, $"{schema.About}\n\n{string.Join('\n', lines)}") with
        {
            Footer = new($"Bold is changed. {_spell($"{_command} set")} <key> <value> changes one, {_spell($"{_command} reset")} takes it back."),
        }).With(Component.Row(Select(schema)));
    }

    public Reply NoSuchPart(string typed) => Reply.Of(Look.Refusal(
        $"There is no part {Say.Typed(typed)} of the settings. There are {string.Join(", ", _catalogue.Of(_scope).Select(schema => $"`{schema.Name}`"))}."));

    private Component Select(OptionSchema? here)
    {
        List<SelectOption> options = [new("Overview", Overall) { Default = here is null ? true : null }];
        options.AddRange(_catalogue.Of(_scope).Take(MostListed).Select(schema => new SelectOption(schema.Title, schema.Name)
        {
            Description = Say.Shorten(schema.About, 100),
            Default = schema == here ? true : null,
        }));
        return Component.StringSelect(_select, "Go to a part", options);
    }
}
