namespace Bronx.Testing.Conformance;

/// <summary>
/// Finds Discord's OpenAPI description: where <c>BRONX_OPENAPI</c> says, else beside the repository in <c>shared/discord</c>, else where the
/// test script puts a download.
/// </summary>
internal static class DescriptionFile
{
    public const string Variable = "BRONX_OPENAPI";

    public static string? Find(out string looked)
    {
        List<string> places = [];
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            // Whoever names a file means that file: no silent second choice.
            places.Add(named);
        }
        else if (RepositoryRoot() is { } root)
        {
            places.Add(Path.GetFullPath(Path.Combine(root, "..", "shared", "discord", "openapi.json")));
            places.Add(Path.Combine(root, "artifacts", "discord-openapi.json"));
        }

        looked = places.Count == 0 ? "no place (no repository above the test)" : string.Join(", ", places);
        return places.Find(File.Exists);
    }

    private static string? RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BronxBot.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
