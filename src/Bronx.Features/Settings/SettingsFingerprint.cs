using System.Security.Cryptography;
using System.Text;
using Bronx.Platform.Options;

namespace Bronx.Features.Settings;

/// <summary>A short name for a set of changes: the same changes have the same, others another.</summary>
internal static class SettingsFingerprint
{
    public static string Of(IReadOnlyList<OptionDifference> differences)
    {
        var text = new StringBuilder();
        foreach (var one in differences.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            text.Append(one.Key).Append('\u0001').Append(one.Before).Append('\u0002').Append(one.After).Append('\u0003');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
