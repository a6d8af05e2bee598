using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Privacy;

internal static class PrivacyTexts
{
    public static Reply Leaderboard(bool listed) => Reply.Of(Look.Note(
        listed ? "Leaderboards may show you." : "You are off every leaderboard, here and everywhere.", Look.Good));

    public static Reply Robbing(bool robbing, string wait) => Reply.Of(Look.Note(
        robbing
            ? $"You take part in robbing: you can be robbed from now on, and may rob {wait} after switching it on."
            : "Nobody can rob you, and you rob nobody.",
        Look.Good));
}
