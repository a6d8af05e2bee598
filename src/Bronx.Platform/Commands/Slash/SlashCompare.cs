using System.Globalization;
using System.Text;
using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Slash;

/// <summary>
/// Whether two sets of commands mean the same to Discord: what it fills in by itself (ids, defaults, the order of contexts) does not count.
/// </summary>
internal static class SlashCompare
{
    public static bool Same(IReadOnlyList<ApplicationCommand> ours, IReadOnlyList<ApplicationCommand> theirs) => Canon(ours) == Canon(theirs);

    private static string Canon(IReadOnlyList<ApplicationCommand> commands)
    {
        var text = new StringBuilder();
        foreach (var command in commands.OrderBy(command => command.Type).ThenBy(command => command.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{command.Type} {Quoted(command.Name)} {Quoted(command.Description)} {(command.DefaultMemberPermissions is { } needed ? (ulong)needed : "any")} ");
            text.Append(CultureInfo.InvariantCulture, $"{string.Join(',', (command.Contexts ?? []).Order())} {command.Nsfw ?? false}\n");
            Append(text, command.Options, depth: 1);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<ApplicationCommandOption>? options, int depth)
    {
        foreach (var option in options ?? [])
        {
            text.Append(' ', depth).Append(CultureInfo.InvariantCulture, $"{(int)option.Type} {Quoted(option.Name)} {Quoted(option.Description)} {option.Required ?? false} {option.Autocomplete ?? false} ");
            text.Append(CultureInfo.InvariantCulture, $"{option.MinValue}..{option.MaxValue} {option.MinLength}..{option.MaxLength} ");
            text.Append(CultureInfo.InvariantCulture, $"{string.Join(',', (option.ChannelTypes ?? []).Select(type => (int)type).Order())} ");
            text.AppendJoin(',', (option.Choices ?? []).Select(choice => $"{Quoted(choice.Name)}={Quoted(choice.Value)}")).Append('\n');
            Append(text, option.Options, depth + 1);
        }
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
