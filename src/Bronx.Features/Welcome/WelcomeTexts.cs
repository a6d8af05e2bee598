using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Welcome;

/// <summary>Every word of this slice that the server did not write itself.</summary>
internal static class WelcomeTexts
{
    /// <summary>For the server's audit log.</summary>
    public const string RoleReason = "Auto-role for newcomers";

    public const string Greet = "greet newcomers";
    public const string NoteDepartures = "note who left";
    public const string GiveRoles = "give newcomers their roles";

    public static string NoChannel => "the channel is gone; choose another one";

    public static string Lacking(ChannelId channel, Permissions missing) =>
        $"I lack {PermissionNames.List(missing)} in {Say.Channel(channel)}; give it to my role in that channel's settings";

    public static Embed SomeWithoutMessage(long count) => Look.Note(
        $"So many joined at once that {Say.Count(count, "newcomer", "newcomers")} got no direct message: Discord takes a flood of them for spam.");

    public static Embed SomeWithoutRole(long count) => Look.Note(
        $"So many joined at once that {Say.Count(count, "newcomer", "newcomers")} got no role from me. Please look after them.", Look.Warn);

    /// <summary>The answer to <c>welcome test</c>.</summary>
    /// <param name="greeting">What was sent, or would be.</param>
    /// <param name="sentTo">Where it was sent; null when nowhere.</param>
    public static Reply Test(MessageDraft greeting, ChannelId? sentTo, MessageDraft? direct, MessageDraft? departure, ChannelId? departureTo, IReadOnlyList<RoleId> roles, IReadOnlyList<string> problems)
    {
        List<EmbedField> fields = [];
        if (sentTo is null)
        {
            fields.Add(new("Greeting", Shown(greeting)));
        }

        if (direct is not null)
        {
            fields.Add(new("Direct message", Shown(direct)));
        }

        if (departure is not null && departureTo is { } leave)
        {
            fields.Add(new("When somebody leaves", $"{Say.Channel(leave)}\n{Shown(departure)}"));
        }

        fields.Add(new("Roles", roles.Count == 0 ? "none" : string.Join(", ", roles.Select(role => $"<@&{role}>"))));
        if (problems.Count > 0)
        {
            fields.Add(new("To be mended", Say.Shorten(string.Join('\n', problems.Select(problem => $"- {char.ToUpperInvariant(problem[0])}{problem[1..]}.")), 1000)));
        }

        var said = sentTo is { } channel
            ? $"I greeted you in {Say.Channel(channel)} as if you had just joined."
            : "Nobody is greeted yet: there is no welcome channel that I can write in. It would look like this:";
        return Reply.Of(Look.Card("Welcome, tried out", said, problems.Count > 0 ? Look.Warn : Look.Good) with { Fields = fields });
    }

    private static string Shown(MessageDraft draft) => Say.Shorten(draft.Content ?? "", 1000);
}
