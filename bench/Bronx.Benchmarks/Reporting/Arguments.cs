using System.Globalization;

namespace Bronx.Benchmarks.Reporting;

/// <summary>Options after the verb, as <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private static readonly string[] Known =
    [
        "api", "at-once", "base", "channels", "clients", "data", "engine", "events", "exponent", "faults", "game", "global", "guilds", "hits", "keys", "life", "lookups", "minutes", "mode", "of",
        "peers", "people", "repeats", "rounds", "seconds", "seed", "servers", "spacing", "times", "url", "uses", "viewers", "waves", "who",
    ];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="BenchException">Something is not an option, or has no value.</exception>
    public static Arguments Of(string[] args)
    {
        var read = new Arguments();
        for (var i = 1; i < args.Length; i += 2)
        {
            var name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : "";
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                throw new BenchException($"'{args[i]}' is not an option; there are {string.Join(", ", Known.Select(known => "--" + known))}. bench/README.md says which run takes which.");
            }

            read._values[name] = i + 1 < args.Length ? args[i + 1] : throw new BenchException($"{args[i]} needs a value after it.");
        }

        return read;
    }

    public int Number(string name, int otherwise) =>
        !_values.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BenchException($"--{name} takes a number, for example --{name} {otherwise}.");

    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);
}
