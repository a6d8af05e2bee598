using System.Globalization;
using System.Text;
using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Tests;

/// <summary>
/// Compares what people see with the text that is stored beside the tests (<c>*.approved.txt</c>). When it differs, what was received
/// is written next to the test program, to be looked at and, if it is right, moved over the stored text.
/// </summary>
internal static class StoredText
{
    /// <param name="path">Below this project, without ending: "Terms/Prompt".</param>
    public static void Matches(string path, params (string What, Reply Reply)[] replies) =>
        MatchesText(path, string.Join("\n\n", replies.Select(reply => $"=== {reply.What}\n{Show(reply.Reply)}")));

    public static void MatchesText(string path, string text)
    {
        var received = text.ReplaceLineEndings("\n").Trim() + "\n";
        var stored = Path.Combine(AppContext.BaseDirectory, path + ".approved.txt");
        var expected = File.Exists(stored) ? File.ReadAllText(stored).ReplaceLineEndings("\n") : "";
        if (expected == received)
        {
            return;
        }

        var written = Path.Combine(AppContext.BaseDirectory, path + ".received.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        File.WriteAllText(written, received);
        Assert.Fail($"{path} differs from its stored text. Received ({written}):\n{received}");
    }

    public static string Show(Reply reply)
    {
        var text = new StringBuilder();
        if (reply.Ephemeral)
        {
            text.Append("(only you can see this)\n");
        }

        if (reply.Content is { } content)
        {
            text.Append(content).Append('\n');
        }

        foreach (var embed in reply.Embeds)
        {
            text.Append(CultureInfo.InvariantCulture, $"| #{embed.Color:X6}\n");
            Lines(text, embed.Title is { } title ? $"**{title}**" : null);
            Lines(text, embed.Description);
            foreach (var field in embed.Fields ?? [])
            {
                Lines(text, $"{field.Name}: {field.Value}");
            }

            Lines(text, embed.Footer?.Text is { } footer ? $"-# {footer}" : null);
        }

        foreach (var row in reply.Components)
        {
            text.Append(string.Join(' ', (row.Components ?? []).Select(Show))).Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    public static string Show(Modal modal)
    {
        var fields = modal.Components.Select(label => $"{label.Label} ({label.Description}): {label.Child?.CustomId}, \"{label.Child?.Placeholder}\"");
        return $"form \"{modal.Title}\" {modal.CustomId}\n{string.Join('\n', fields)}";
    }

    private static string Show(Component button) =>
        $"[{button.Label}]({(ButtonStyle?)button.Style} {button.CustomId}{(button.Disabled == true ? " disabled" : "")})";

    private static void Lines(StringBuilder text, string? lines)
    {
        foreach (var line in lines?.Split('\n') ?? [])
        {
            text.Append("| ").Append(line).Append('\n');
        }
    }
}
