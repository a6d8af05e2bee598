namespace Bronx.Benchmarks.Processes;

/// <summary>The same small bot on each library.</summary>
internal static class Bots
{
    /// <param name="client">ours, discord.js or eris.</param>
    /// <param name="address">The sandbox, without a slash at the end.</param>
    /// <param name="guilds">How many servers it waits for before it says that it is ready.</param>
    /// <param name="mode">handled or ignored: what becomes of messages.</param>
    public static LineProcess Start(string client, string address, int guilds, string mode) => client == "ours"
        ? LineProcess.StartSelf("bot", "--api", $"{address}/api/v10", "--guilds", $"{guilds}", "--mode", mode)
        : LineProcess.StartPeer("gateway.mjs", client, address, mode);
}
