using System.Text;
using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>Permissions in the words of Discord's own settings.</summary>
public static class PermissionNames
{
    /// <summary>"Manage Server and Ban Members".</summary>
    public static string List(Permissions permissions)
    {
        var names = Enum.GetValues<Permissions>().Where(one => one != Permissions.None && permissions.HasFlag(one)).Select(Of).ToList();
        return names.Count switch
        {
            0 => "nothing",
            1 => names[0],
            _ => string.Join(", ", names.Take(names.Count - 1)) + " and " + names[^1],
        };
    }

    private static string Of(Permissions one)
    {
        if (one == Permissions.ManageGuild)
        {
            return "Manage Server";
        }

        if (one == Permissions.ModerateMembers)
        {
            return "Time Out Members";
        }

        var words = new StringBuilder();
        foreach (var letter in one.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(letter);
        }

        return words.ToString();
    }
}
