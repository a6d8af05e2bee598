using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Setup.Cards;

/// <summary>Single sentences of the wizards.</summary>
internal static class SetupTexts
{
    public static Reply Cancelled { get; } = Reply.Of(Look.Note("Cancelled. Nothing was changed."));

    public static Reply Ended(string command) => Reply.Of(Look.Refusal($"This setup has ended. `{command}` begins a new one."));

    public static string Resumed(DateTimeOffset touched) => $"You left this {Say.When(touched)}; here it goes on.";

    public static string Problem(Option option, string problem) => $"**{option.Title}** stays as it was: {problem}.";

    public static string Others(IReadOnlyList<Drafts.SetupDraft> others) => string.Join('\n', others.Select(draft =>
        $"{Say.User(draft.Person)} began a setup of this server too, {Say.When(draft.BeganAt)}, and last touched it {Say.When(draft.TouchedAt)}."))
        + "\nYou can both go on: whoever applies later sees what changed in between.";

    public static string Lacking(Permissions missing, string role) =>
        $"I still lack **{PermissionNames.List(missing)}** for this. To give it: *Server Settings › Roles › {Say.Safe(role, 40)} › Permissions*, switch it on, save, and press any button here.";

    /// <summary>"●●○○○○": how far it is.</summary>
    public static string Progress(int step, int steps) => $"Step {step} of {steps}   {new string('●', step)}{new string('○', steps - step)}";
}
