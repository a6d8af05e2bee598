using System.CommandLine;
using Bronx.Host.Load;
using Bronx.Host.Settings;

namespace Bronx.Host.CommandLine;

/// <summary>The verbs of <c>bronx</c>, and the options that all of them take.</summary>
internal static class BronxCommandLine
{
    public static RootCommand Build()
    {
        var options = new SharedOptions();
        var root = new RootCommand("BronxBot: a Discord bot with a live dashboard. Without a token it runs against a built-in stand-in for Discord.");
        root.Add(options.Port);
        root.Add(options.Data);
        root.Add(options.Roles);
        root.Add(options.Set);
        root.Add(options.File);
        root.SetAction((line, ct) => Verb.RunAsync(options, line, RunVerb.RunAsync, ct));

        root.Add(Command("run", "Run the bot and its dashboard (the default).", options, RunVerb.RunAsync));
        root.Add(Command("sandbox", "Run only the Discord stand-in and its playground, for tests and for other people's bots.", options, SandboxVerb.RunAsync));
        root.Add(Load(options));
        root.Add(Command("check", "Check settings, commands and texts without touching network or data.", options, CheckVerb.RunAsync));
        root.Add(Command("settings", "Print every setting with its default, range and meaning.", options, SettingsVerb.RunAsync));
        root.Add(new Command("db", "The store.")
        {
            Command("health", "Ask the database how it is: latency, size, version.", options, StoreVerbs.HealthAsync),
            Command("migrate", "Bring the database's tables up to date and say what was done.", options, StoreVerbs.MigrateAsync),
            Command("optimize", "Remove what is old, check indexes, refresh the planner's figures and give space back.", options, StoreVerbs.OptimizeAsync),
            Command("backup", "Copy the store, also while the bot runs.", options, StoreVerbs.BackUpAsync),
        });
        root.Add(new Command("ledger", "The coins.")
        {
            Command("verify", "Recompute every balance and the hash chain, and prove that no coin was lost or invented.", options, StoreVerbs.VerifyLedgerAsync),
        });
        root.Add(FairVerb.Build());
        return root;
    }

    private static Command Load(SharedOptions shared)
    {
        var options = new LoadOptions();
        var command = new Command("load", "Measure the bot against its targets: commands, limits, memory, start, dashboard. Takes about five minutes.");
        options.AddTo(command);
        command.SetAction((line, ct) => Verb.RunAsync(shared, line, (_, token) => LoadVerb.RunAsync(options.Read(line), token), ct));
        return command;
    }

    private static Command Command(string name, string does, SharedOptions options, Func<BronxSettings, CancellationToken, Task<int>> action)
    {
        var command = new Command(name, does);
        command.SetAction((line, ct) => Verb.RunAsync(options, line, action, ct));
        return command;
    }
}
