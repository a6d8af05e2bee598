using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.People;
using Bronx.Platform.Text;

namespace Bronx.Features.MyData;

internal static class MyDataTexts
{
    public const string Phrase = "DELETE";

    /// <summary>Id of the form's one field.</summary>
    public const string PhraseField = "phrase";

    public static Reply Copy(FileDraft file, PersonalDocument document)
    {
        var rest = document.LeftOut == 0 ? "" : $"\n\n{Say.Number(document.LeftOut)} older lines did not fit into one file; whoever runs this bot can give you the rest.";
        return Reply.Of(Look.Card("Your data", $"Everything stored about you, {Say.Number(document.Rows)} lines in one file. Any text editor opens it.{rest}", Look.Good)) with { Files = [file] };
    }

    public static Reply SentPrivately() => Reply.Of(Look.Note("Your copy is in your direct messages.", Look.Good));

    public static Reply DirectMessagesClosed() =>
        Reply.Of(Look.Refusal("I cannot write to you: your direct messages are closed. Use `/mydata export` instead, only you will see the answer."));

    public static Reply Ask(UserId person, Coins coins, string export)
    {
        var loss = coins.Value > 0 ? $"your **{Say.Coins(coins)}**, " : "";
        return Reply.Of(Look.Card(
                "Delete your data?",
                $"**Goes for good:** {loss}your streak, steps, badges and settings, your statistics, and your acceptance of the Terms of Service.\n\n"
                + "**Stays:** the movements of your coins, without your name, so that everybody else's balance stays provable. Pauses that run, until they end.\n\n"
                + $"It cannot be undone, and the welcome bonus is not paid again. `{export}` gives you a copy first.",
                Look.Bad))
            .With(Component.Row(
                Component.Button(ButtonStyle.Danger, "Delete everything", DeleteMyDataButton.Id(person)),
                Component.Button(ButtonStyle.Secondary, "Keep it", KeepMyDataButton.Id(person))))
            .ForCallerOnly();
    }

    public static Modal Form(string customId) => new(
        customId,
        "Delete your data",
        [
            Component.Labelled(
                $"Type {Phrase}",
                Component.TextInput(PhraseField, TextInputStyle.Short, minLength: 1, maxLength: 20, placeholder: Phrase),
                "It cannot be undone."),
        ]);

    public static Reply WrongPhrase() => Reply.Of(Look.Refusal($"Nothing was deleted. Press the button again and type **{Phrase}**, if you mean it."));

    public static Reply GameRunning() => Reply.Of(Look.Refusal("A game of yours still runs, with your stake in it. Finish it, or wait a few minutes until it ends by itself; then try again."));

    public static Reply Kept() => Reply.Of(Look.Note("Nothing was deleted.", Look.Good));

    public static Reply Deleted(IReadOnlyList<string> kept) => Reply.Of(Look.Card(
        "Deleted",
        kept.Count == 0
            ? "Nothing about you is stored any more."
            : $"You are forgotten. What stays, and why:\n{string.Join('\n', kept.Select(sentence => $"- {sentence}"))}",
        Look.Quiet));
}
