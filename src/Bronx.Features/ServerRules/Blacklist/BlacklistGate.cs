using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.ServerRules.Blacklist;

/// <summary>
/// Who is blacklisted gets nothing, in whatever form they ask; in a blacklisted server nobody does. By message they are told once in
/// a while, or their refusals would be a way to make the bot talk. The owners are never shut out.
/// </summary>
internal sealed class BlacklistGate(BlacklistBook book, CommandOptions commands, TimeProvider clock) : Gate
{
    public static readonly TimeSpan ToldAgainAfter = TimeSpan.FromMinutes(10);

    private readonly PauseBook<(UserId, ChannelId)> _told = new(clock, 10_000);

    public override GateSlot Slot => GateSlot.Blacklist;

    public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct)
    {
        if (request.IsOwner || EntryOf(request.Guild, request.Caller.Id) is not { } entry)
        {
            return default;
        }

        var silent = request.Form == CommandForm.Prefix && !_told.TryBegin((request.Caller.Id, request.Channel), ToldAgainAfter);
        return ValueTask.FromResult<CommandOutcome.Refused?>(new(Refusal.Blacklisted, silent ? Reply.Silence : BlacklistTexts.ShutOut(entry)));
    }

    public override bool MayBeHelped(GuildId? guild, ChannelId channel, User person, Member? member) =>
        commands.IsOwner(person.Id) || EntryOf(guild, person.Id) is null;

    private BlacklistEntry? EntryOf(GuildId? guild, UserId person) => book.Find(person) ?? (guild is { } server ? book.Find(server) : null);
}
