using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.ServerRules.Blacklist;

/// <summary>Every word about the blacklist.</summary>
internal static class BlacklistTexts
{
    private const int PerPage = 15;

    public static Reply ShutOut(BlacklistEntry entry) => Reply.Of(Look.Refusal(
        (entry.Kind == BlacklistKind.Person ? "The people who run me have decided that you cannot use me" : "The people who run me have decided that I do not work on this server")
        + (entry.Reason.Length == 0 ? "." : $": {Say.Safe(entry.Reason, 200)}")));

    public static Reply Added(BlacklistEntry entry) => Reply.Of(Look.Note(
        $"{Name(entry)} gets nothing from me any more. Take it back with `blacklist remove {Word(entry.Kind)} {entry.Id}`.", Look.Good));

    public static Reply Removed(BlacklistKind kind, ulong id) => Reply.Of(Look.Note($"{Name(kind, id)} can use me again.", Look.Good));

    public static Reply NotListed(BlacklistKind kind, ulong id) => Reply.Of(Look.Refusal($"{Name(kind, id)} is not on the blacklist. `blacklist list` shows who is."));

    public static Reply NoId(BlacklistKind kind) => Reply.Of(Look.Refusal(kind == BlacklistKind.Person
        ? "I need a mention or an id, for example `blacklist add person @Mira spam`."
        : "I need the server's id, for example `blacklist add server 183245678901234567 spam`."));

    public static Reply Owner() => Reply.Of(Look.Refusal("That person runs me too, and owners cannot be shut out. Take them out of `Commands:Owners` first."));

    public static Reply Full() => Reply.Of(Look.Refusal($"The blacklist is full with {Say.Number(BlacklistBook.Most)} entries. Remove some first."));

    public static Reply List(IReadOnlyList<BlacklistEntry> entries, long page)
    {
        if (entries.Count == 0)
        {
            return Reply.Of(Look.Note("Nobody is on the blacklist.")).ForCallerOnly();
        }

        var pages = (entries.Count + PerPage - 1) / PerPage;
        page = Math.Clamp(page, 1, pages);
        var lines = entries.Reverse().Skip((int)(page - 1) * PerPage).Take(PerPage)
            .Select(entry => $"{Name(entry)} · {Say.When(entry.At)}{(entry.Reason.Length == 0 ? "" : $"\n-# {Say.Safe(entry.Reason, 100)}")}");
        var card = Look.Card($"Blacklist · {Say.Number(entries.Count)}", string.Join('\n', lines));
        return Reply.Of(pages == 1 ? card : card with { Footer = new EmbedFooter($"Page {page} of {pages}: blacklist list {Math.Min(page + 1, pages)}") }).ForCallerOnly();
    }

    private static string Name(BlacklistEntry entry) => Name(entry.Kind, entry.Id);

    private static string Name(BlacklistKind kind, ulong id) => kind == BlacklistKind.Person ? $"{Say.User(new UserId(id))} (`{id}`)" : $"The server `{id}`";

    private static string Word(BlacklistKind kind) => kind == BlacklistKind.Person ? "person" : "server";
}
