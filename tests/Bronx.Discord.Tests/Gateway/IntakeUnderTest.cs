using System.Diagnostics.Metrics;
using Bronx.Discord.Caching;
using Bronx.Discord.Gateway;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>Parsing, cache and dispatch without a socket.</summary>
internal static class IntakeUnderTest
{
    public static EventIntake Create()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meter = new GatewayMeter(services.GetRequiredService<IMeterFactory>());
        var dispatcher = new Dispatcher(new HeldClock(), NullLogger.Instance, meter);
        dispatcher.Add<MessageCreated>((_, _) => ValueTask.CompletedTask);
        dispatcher.Add<InteractionCreated>((_, _) => ValueTask.CompletedTask);
        dispatcher.Add<ReactionAdded>((_, _) => ValueTask.CompletedTask);
        dispatcher.Add<GuildAvailable>((_, _) => ValueTask.CompletedTask);
        dispatcher.Start();
        return new EventIntake(0, 1, new DiscordCache(new MemberCache(1000, isTold: true, TimeProvider.System)), dispatcher, new MemberRequests());
    }
}
