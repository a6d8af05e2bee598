using System.Globalization;
using System.Text;
using Bronx.Discord.Models;
using Bronx.Features.Settings.View;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings.Transfer;

/// <summary>Hands the settings out as a document that the import takes back, here or elsewhere.</summary>
internal sealed class ExportCommand<TWhose>(OptionCatalogue catalogue, OptionBook book) : ICommand
    where TWhose : IWhose
{
    private static readonly Parameter<string> Which = Parameters.OptionKey("part", "Which part; without it all of them", TWhose.Scope, alsoSchemas: true).Optional();

    public static CommandDefinition Definition { get; } = Whose.Define<TWhose>("export", "Get this server's settings as a file", "Get your settings as a file") with
    {
        Parameters = [Which],
        BotNeeds = Permissions.AttachFiles,
        Examples = [$"{TWhose.Name} export"],
        Details = $"Paste it into `{TWhose.Name} import` to have the same settings elsewhere; channels and roles keep their ids.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var target = TWhose.TargetOf(call);
        IEnumerable<OptionSchema> schemas = catalogue.Of(TWhose.Scope);
        if (call.TryGet(Which, out var name))
        {
            if (ViewRules.Find(catalogue, TWhose.Scope, name) is not { } one)
            {
                return CommandOutcome.Refuse(Refusal.BadArgument, ViewTexts.For<TWhose>(call, catalogue).NoSuchPart(name));
            }

            schemas = [one];
        }

        var document = SettingsDocument.Write(schemas, TWhose.Scope, await book.OfAsync(target, ct));
        var file = new FileDraft(string.Create(CultureInfo.InvariantCulture, $"settings-{target.Owner}.json"), document);
        var note = Encoding.UTF8.GetCharCount(document) > SettingsDocument.LongestRead
            ? $"It is longer than the {Say.Number(SettingsDocument.LongestRead)} characters that one import takes: export and import it part by part."
            : $"`{call.Spelling(TWhose.Name + " import")}` and the file's text bring it back.";
        return CommandOutcome.Say(Reply.Of(Look.Note($"Here are the settings. {note}")) with { Files = [file] });
    }
}
