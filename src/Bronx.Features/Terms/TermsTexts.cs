using System.Globalization;
using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Features.Terms.Buttons;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Terms;

/// <summary>Every word of the Terms slice, but for the terms themselves.</summary>
internal static class TermsTexts
{
    /// <summary>Characters of the terms on one page; an embed's description takes 4096.</summary>
    public const int PageLength = 3_800;

    /// <summary>Id of the modal's one field.</summary>
    public const string PhraseField = "phrase";

    public static Reply Prompt(UserId person, TermsVersion version, TermsWay way, bool isReturning, string? note = null)
    {
        var text = isReturning
            ? $"{note ?? $"Version {version.Name}, of {Date(version)}, counts now."} Have a look and accept to go on. Everything you have is still yours."
            : $"{(note is null ? "" : note + "\n\n")}I need your OK to the Terms of Service. They say what is stored about you, and that coins are play money.\n\nAccept, and **{Say.Coins(TermsSigning.Bonus)}** are yours to begin with.";
        return Reply.Of(Look.Card(isReturning ? "New Terms of Service" : "Before we start", text))
            .With(Component.Row(
                Component.Button(ButtonStyle.Secondary, "Read", ReadTermsButton.Id(person, version)),
                Component.Button(ButtonStyle.Success, "Accept", AcceptTermsButton.Id(person, version, way)),
                Component.Button(ButtonStyle.Danger, "Decline", DeclineTermsButton.Id(person, version, way))))
            .ForCallerOnly();
    }

    public static Reply Pointer(string tos) =>
        Reply.Of(Look.Refusal($"Your Terms of Service are just above: press **Accept** there, then try again. Lost them? `{tos}` shows them anew.")).ForCallerOnly();

    public static string StaleNote(string? version) =>
        version is null ? "Those buttons are out of date; this is the current version." : $"Those buttons belong to version {version}; this is the current one.";

    public static Reply Page(UserId person, TermsVersion version, int page, string? note = null)
    {
        var pages = TermsRules.Pages(version.Text, PageLength);
        page = Math.Clamp(page, 0, pages.Count - 1);
        var text = note is null ? pages[page] : $"*{note}*\n\n{pages[page]}";
        var footer = $"Version {version.Name} of {Date(version)}" + (pages.Count > 1 ? $", page {page + 1} of {pages.Count}" : "");
        var reply = Reply.Of(Look.Card("Terms of Service", text) with { Footer = new EmbedFooter(footer) }).ForCallerOnly();
        return pages.Count == 1
            ? reply
            : reply.With(Component.Row(
                Component.Button(ButtonStyle.Secondary, "Back", TurnTermsPage.Id(person, version, page - 1), disabled: page == 0),
                Component.Button(ButtonStyle.Secondary, "Next", TurnTermsPage.Id(person, version, page + 1), disabled: page == pages.Count - 1)));
    }

    public static Modal Form(string customId, TermsVersion version) => new(
        customId,
        $"Terms of Service {version.Name}",
        [
            Component.Labelled(
                $"Type {TermsRules.Phrase}",
                Component.TextInput(PhraseField, TextInputStyle.Short, minLength: 1, maxLength: 100, placeholder: TermsRules.Phrase),
                "So that nobody accepts by accident."),
        ]);

    public static Reply WrongPhrase(string retryId) =>
        Reply.Of(Look.Refusal($"That was not quite it. Please type **{TermsRules.Phrase}**, just these two words."))
            .With(Component.Row(Component.Button(ButtonStyle.Primary, "Try again", retryId)))
            .ForCallerOnly();

    public static Reply Welcome(TermsVersion version, Acceptance acceptance) => acceptance switch
    {
        { IsNew: false } => Already(version, acceptance.At),
        { IsFirst: true } => Reply.Of(Look.Card("Welcome!", $"You accepted the Terms of Service {version.Name}. **{Say.Coins(TermsSigning.Bonus)}** are in your wallet.\n\nNow try your command again.", Look.Good)),
        _ => Reply.Of(Look.Card("Thank you", $"You accepted the Terms of Service {version.Name}. Everything is as you left it: try your command again.", Look.Good)),
    };

    public static Reply Already(TermsVersion version, DateTimeOffset since) =>
        Reply.Of(Look.Card("All set", $"You accepted the Terms of Service {version.Name} {Say.When(since)}. There is nothing more to do.", Look.Good));

    public static Reply Declined(TermsVersion version, bool isReturning, string tos)
    {
        var kept = isReturning
            ? "What you have stays as it is until you come back."
            : "Nothing about you is stored.";
        return Reply.Of(Look.Card("Declined", $"You declined the Terms of Service {version.Name}. {kept} `help` and `ping` still work.\n\nChanged your mind? `{tos}` asks again.", Look.Quiet));
    }

    public static Reply Status(UserId person, TermsVersion version, DateTimeOffset since) =>
        Reply.Of(Look.Card($"Terms of Service {version.Name}", $"You accepted them {Say.When(since, WhenStyle.Date)}."))
            .With(Component.Row(Component.Button(ButtonStyle.Secondary, "Read", ReadTermsButton.Id(person, version))))
            .ForCallerOnly();

    public static Reply Details(UserId person, TermsCatalogue catalogue, DateTimeOffset? since, IReadOnlyList<TermsDecision> history, string tos)
    {
        var version = catalogue.Current;
        var fields = new List<EmbedField>
        {
            new("Version", $"{version.Name}, of {Date(version)}", Inline: true),
            new("You", since is { } at ? $"accepted {Say.When(at, WhenStyle.Date)}" : $"not accepted; `{tos}` asks you", Inline: true),
        };
        if (history.Count > 0)
        {
            fields.Add(new EmbedField("Your history", string.Join('\n', history.Select(Line))));
        }

        if (catalogue.All.Count > 1)
        {
            fields.Add(new EmbedField("All versions", string.Join('\n', catalogue.All.Reverse().Take(10).Select(known => $"{known.Name}, of {Date(known)}{(known.Withdrawn is null ? "" : ", withdrawn")}"))));
        }

        return Reply.Of(Look.Card("Terms of Service", "What you agreed to, and when.") with { Fields = fields })
            .With(Component.Row(Component.Button(ButtonStyle.Secondary, "Read", ReadTermsButton.Id(person, version))))
            .ForCallerOnly();
    }

    internal static string Line(TermsDecision decision) =>
        $"{decision.Version} {(decision.Accepted ? "accepted" : "declined")} {Say.When(decision.At, WhenStyle.DateAndTime)}, {(decision.Way == TermsWay.Slash ? "by slash command" : "by message")}";

    internal static string Date(TermsVersion version) => version.Date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
