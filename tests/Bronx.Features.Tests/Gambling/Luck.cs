using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Tests.Gambling;

/// <summary>Seeds that are searched for what they bring: the games then run on real numbers, and the test knows the end.</summary>
internal static class Luck
{
    /// <summary>Seeds with which the first bets of a newcomer all bring this.</summary>
    public static Func<SeedSource> Of(int bets, Func<FairStream, bool> wanted) => OfAnyGame(bets, stream => wanted(stream()));

    /// <param name="wanted">Gets a fresh stream whenever it asks: one for each game that the bet might be.</param>
    public static Func<SeedSource> OfAnyGame(int bets, Func<Func<FairStream>, bool> wanted)
    {
        for (var number = 0; ; number++)
        {
            var source = Numbered(number);
            var (server, _, client) = (source.ServerSeed(), source.ServerSeed(), source.ClientSeed());
            if (Enumerable.Range(0, bets).All(nonce => wanted(() => new FairStream(server, client, nonce))))
            {
                return () => Numbered(number);
            }
        }
    }

    public static Func<SeedSource> Of(Func<FairStream, bool> wanted) => Of(1, wanted);

    /// <summary>Different bytes at each request, the same for the same number.</summary>
    public static SeedSource Numbered(int number)
    {
        var requests = 0;
        return new SeedSource(count =>
        {
            var bytes = new byte[count];
            BitConverter.TryWriteBytes(bytes, number);
            bytes[4] = (byte)Interlocked.Increment(ref requests);
            return bytes;
        });
    }
}
