using Bronx.Discord.Models;

namespace Bronx.Platform.Text;

/// <summary>One look for everything the bot says: five calm colours, one shape of card.</summary>
public static class Look
{
    /// <summary>Ordinary news.</summary>
    public const int Accent = 0x5B7FDB;

    /// <summary>Something went well.</summary>
    public const int Good = 0x3FA66B;

    /// <summary>Something to mind.</summary>
    public const int Warn = 0xD9A13B;

    /// <summary>A loss or a fault.</summary>
    public const int Bad = 0xC9504F;

    /// <summary>In the background.</summary>
    public const int Quiet = 0x7A8290;

    /// <summary>A titled card.</summary>
    public static Embed Card(string title, string text, int colour = Accent) => new() { Title = title, Description = text, Color = colour };

    /// <summary>One or two sentences without a title.</summary>
    public static Embed Note(string text, int colour = Quiet) => new() { Description = text, Color = colour };

    /// <summary>Why something did not happen and what to do next.</summary>
    public static Embed Refusal(string text) => new() { Description = text, Color = Warn };

    /// <summary>A fault of ours, with the id that the log has too.</summary>
    public static Embed Fault(string errorId) => new()
    {
        Description = $"Something broke on my side, not yours. Please try again in a moment.\nIf it stays broken, tell my owner this id: `{errorId}`",
        Color = Bad,
    };
}
