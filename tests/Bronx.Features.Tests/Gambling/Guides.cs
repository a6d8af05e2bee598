namespace Bronx.Features.Tests.Gambling;

/// <summary>The pages of docs/guide, as they are in the repository.</summary>
internal static class Guides
{
    public static string Read(string page)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BronxBot.slnx")))
            {
                return File.ReadAllText(Path.Combine(folder.FullName, "docs", "guide", page));
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds BronxBot.slnx.");
    }
}
