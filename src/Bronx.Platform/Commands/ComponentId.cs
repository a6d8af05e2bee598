using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>
/// A component's id: route, owner and state in at most 100 characters, so that a button still works after a restart:
/// <c>route~owner~state~state</c>, the owner in base 36. State is part of what a client sends back: treat it as typed by a person.
/// </summary>
public sealed record ComponentId(string Route, UserId Owner, IReadOnlyList<string> State)
{
    /// <summary>Discord's limit for custom_id.</summary>
    public const int MaxLength = 100;

    /// <summary>The longest route that is allowed.</summary>
    public const int MaxRouteLength = 40;

    private const char Separator = '~';
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Makes an id.</summary>
    /// <param name="state">Parts without '~'.</param>
    /// <exception cref="ArgumentException">The id would be longer than 100 characters, or a part holds '~': our mistake.</exception>
    public static string For(string route, UserId owner, params ReadOnlySpan<string> state)
    {
        foreach (var part in state)
        {
            if (part.Contains(Separator, StringComparison.Ordinal))
            {
                throw new ArgumentException($"a part of a component's state holds '{Separator}'", nameof(state));
            }

        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{route}{Separator}{ToBase36(owner.Value)}");
        foreach (var part in state)
        {
            id += Separator + part;
        }

        return id.Length <= MaxLength && route.Length is > 0 and <= MaxRouteLength
            ? id
            : throw new ArgumentException($"component id of {id.Length} characters; Discord takes {MaxLength}", nameof(state));
    }

    /// <summary>Takes an id apart; false for ids that are not of this form.</summary>
    public static bool TryParse(string? customId, [NotNullWhen(true)] out ComponentId? id)
    {
        id = null;
        if (customId is null || customId.Length > MaxLength)
        {
            return false;
        }

        var parts = customId.Split(Separator);
        if (parts.Length < 2 || parts[0].Length is 0 or > MaxRouteLength || !TryFromBase36(parts[1], out var owner))
        {
            return false;
        }

        id = new(parts[0], new UserId(owner), parts[2..]);
        return true;
    }

    private static string ToBase36(ulong value)
    {
        Span<char> text = stackalloc char[13];
        var at = text.Length;
        do
        {
            text[--at] = Digits[(int)(value % 36)];
            value /= 36;
        }
        while (value > 0);
        return text[at..].ToString();
    }

    private static bool TryFromBase36(string text, out ulong value)
    {
        value = 0;
        if (text.Length is 0 or > 13)
        {
            return false;
        }

        UInt128 sum = 0;
        foreach (var sign in text)
        {
            var digit = Digits.IndexOf(sign, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            sum = (sum * 36) + (uint)digit;
        }

        value = (ulong)sum;
        return sum <= ulong.MaxValue;
    }
}
