using System.Globalization;

namespace Bronx.Benchmarks.Reporting;

/// <summary>Options after the verb, as <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static Arguments Of(string[] args)
    {
        var read = new Arguments();
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            read._values[args[i].TrimStart('-')] = args[i + 1];
        }

        return read;
    }

    public int Number(string name, int otherwise) =>
        !_values.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BenchException($"--{name} takes a number, for example --{name} {otherwise}.");

    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);
}
