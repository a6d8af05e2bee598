using System.CommandLine;
using Bronx.Features.Gambling.Fairness;

namespace Bronx.Host.CommandLine;

/// <summary><c>bronx fair verify</c>: computes a bet again from its seeds. Reads no settings and no store: it works anywhere.</summary>
internal static class FairVerb
{
    public static Command Build()
    {
        var game = new Argument<string>("game") { Description = string.Join(", ", FairCheck.Games) };
        var server = new Option<string>("--server-seed") { Description = "The revealed server seed, 64 hexadecimal digits.", Required = true };
        var client = new Option<string>("--client-seed") { Description = "The client seed of the pair.", Required = true };
        var nonce = new Option<long>("--nonce") { Description = "The number behind the dash: 17 for bet 3-17.", Required = true };
        var choice = new Option<string?>("--choice") { Description = "Your side, bet, multiplier or moves: heads, 17/20, 1.5, hs." };
        var stake = new Option<long>("--stake") { Description = "Coins of one stake.", DefaultValueFactory = _ => 100 };
        var hash = new Option<string?>("--hash") { Description = "The hash you were shown before the bets, to be compared." };
        var verify = new Command("verify", "Compute a bet again from its seeds, and compare the hash you were shown.") { game, server, client, nonce, choice, stake, hash };
        verify.SetAction(line => Run(
            new FairQuestion(
                line.GetValue(game)!, line.GetValue(server)!, line.GetValue(client)!, line.GetValue(nonce), line.GetValue(choice), line.GetValue(stake)),
            line.GetValue(hash)));
        return new Command("fair", "The games.") { verify };
    }

    /// <returns>0: computed, and the hash, if one was given, is the seed's. 1: it is not. 2: the question makes no sense.</returns>
    private static int Run(FairQuestion question, string? shown)
    {
        try
        {
            var hash = FairCheck.Commitment(question.ServerSeed);
            var facts = FairCheck.Answer(question);
            Console.WriteLine($"SHA-256 of the server seed: {hash}");
            var isShown = shown is null || hash.Equals(shown.Trim(), StringComparison.OrdinalIgnoreCase);
            if (shown is not null)
            {
                Console.WriteLine(isShown ? "That is the hash you were shown." : "That is NOT the hash you were shown.");
            }

            foreach (var fact in facts)
            {
                Console.WriteLine(fact);
            }

            return isShown ? 0 : 1;
        }
        catch (FormatException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 2;
        }
    }
}
