using Bronx.Testing.Conformance;

namespace Bronx.Sandbox.Tests.Harness;

/// <summary>
/// Every answer of the sandbox in these tests is held against Discord's own description, and every request that it took. What it refused
/// is the tests' own doing.
/// </summary>
internal static class Conformant
{
    public static void Check(IEnumerable<WireExchange> exchanges)
    {
        if (ApiDescription.Shared is not { } description)
        {
            return;
        }

        var violations = exchanges.SelectMany(exchange => description.Check(exchange)
            .Where(violation => violation.Part is ConformancePart.ResponseBody or ConformancePart.Status || exchange.Status < 300)).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }
}
