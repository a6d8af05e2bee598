using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Platform.Tests.Commands;

public sealed class HelpingTests
{
    [Fact]
    public async Task WhoAGateKeepsOut_GetsNoHintEither()
    {
        await using var bench = CommandBench.With(slice => slice.Command<GreetCommand>().Gate<BenOnlyGate>());
        await bench.SayAsync(".gret");
        await bench.SayAsync("<@100000000000000003>");
        Assert.Empty(bench.Wire.All);
        await bench.SayAsync(".gret", TestWorld.Ben);
        Assert.Contains("Did you mean", bench.Wire.Only.Text, StringComparison.Ordinal);
    }

    private sealed class BenOnlyGate : Gate
    {
        public override GateSlot Slot => GateSlot.Server;

        public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct) => default;

        public override bool MayBeHelped(GuildId? guild, ChannelId channel, User person, Member? member) => person.Id == TestWorld.Ben.Id;
    }
}
