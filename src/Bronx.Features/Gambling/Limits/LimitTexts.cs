using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Limits;

internal static class LimitTexts
{
    public static CommandOutcome Refuse(LimitProblem problem) => CommandOutcome.Refuse(Refusal.RuleOfTheGame, problem switch
    {
        LimitProblem.Excluded excluded => Reply.Of(Look.Refusal($"You asked me to keep you from the games until {Say.When(excluded.Until, WhenStyle.DateAndTime)}, and I do. All else is open to you.")),
        LimitProblem.LossLimit { Left.Value: 0 } => Reply.Of(Look.Refusal($"You have reached the loss limit you set for today. A new day begins {Say.When(((LimitProblem.LossLimit)problem).Renews)}.")),
        LimitProblem.LossLimit limit => Reply.Of(Look.Refusal(
            $"That stake could take you past the {Say.Coins(limit.DailyLoss)} you want to lose in a day at most. You can still stake {Say.Coins(limit.Left)} today; a new day begins {Say.When(limit.Renews)}.")),
        _ => throw new InvalidOperationException("A limit is one of two."),
    });

    public static Reply View(PlayerLimits limits, Coins lostToday, DateTimeOffset now, Func<string, string> spelling)
    {
        var loss = limits.DailyLoss is { } most
            ? $"**{Say.Coins(most)}** a day (UTC). Today: {(lostToday > Coins.Zero ? $"{Say.Coins(lostToday)} lost" : "nothing lost")}."
            : "None.";
        if (limits.Next is { } next)
        {
            loss += $"\n{(next.DailyLoss is { } looser ? Say.Coins(looser) : "No limit")} from {Say.When(next.From, WhenStyle.DateAndTime)}.";
        }

        var excluded = limits.ExcludedUntil is { } until && until > now
            ? $"Until {Say.When(until, WhenStyle.DateAndTime)}."
            : "Off.";
        return Reply.Of(Look.Card(
            "Your limits",
            $"They are yours alone, and I obey them on every server. `{spelling("limits loss")}` bounds what a day may cost, `{spelling("limits exclude")}` closes the games for a while.") with
        {
            Fields = [new EmbedField("Daily loss limit", loss), new EmbedField("Break from the games", excluded)],
        }).ForCallerOnly();
    }

    public static Reply LossSet(PlayerLimits limits, Func<string, string> spelling) => Reply.Of(
        limits.Next is { } next
            ? Look.Card(
                "Noted, from tomorrow on",
                $"{(next.DailyLoss is { } looser ? $"A limit of {Say.Coins(looser)}" : "No limit")} begins {Say.When(next.From, WhenStyle.DateAndTime)}: a looser limit waits 24 hours. Until then {Say.Coins(limits.DailyLoss ?? Coins.Zero)} a day stand.")
            : limits.DailyLoss is { } most
                ? Look.Card("Loss limit set", $"A day (UTC) may cost you **{Say.Coins(most)}** at most, from now on. A bet that runs counts as lost until it ends.", Look.Good)
                : Look.Note($"You have no loss limit. Set one with `{spelling("limits loss")} 5k`.")).ForCallerOnly();

    public static Reply AskToExclude(UserId person, TimeSpan span, DateTimeOffset until) => Reply.Of(Look.Card(
            "A break from the games?",
            $"For {Say.Span(span)}, until {Say.When(until, WhenStyle.DateAndTime)}, I take no bet of yours on any server. **You cannot undo it or shorten it, and neither can anybody else.** A running game may be finished.",
            Look.Warn))
        .With(Component.Row(Component.Button(ButtonStyle.Danger, "Yes, close the games for me", ExcludeButton.Id(person, span))))
        .ForCallerOnly();

    public static Reply Excluded(DateTimeOffset until) => Reply.Of(
        Look.Card("The games are closed for you", $"Until {Say.When(until, WhenStyle.DateAndTime)}. Enjoy the break; your coins stay where they are.", Look.Good)).ForCallerOnly();

    public static Reply NotAnAmount(string spelling) => Reply.Of(Look.Refusal($"Name the most a day may cost you, or `off`: `{spelling} 5k`."));
}
