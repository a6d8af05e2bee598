using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Bronx.Features.AutoModeration.Judging;

/// <summary>Which letter a sign is meant to be read as: without case, accents, and the look-alikes of other scripts.</summary>
internal static class LetterFold
{
    /// <summary>Our own table, because the program runs without the system's tables of scripts: a letter, and what is read as it.</summary>
    private static readonly string[] LookAlikes =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁẚạảấầẩẫậắằẳẵặаαάɑᴀⱥ",
        "bḃḅḇƀɓвьʙᵬ",
        "cçćĉċčḉƈсϲᴄȼ",
        "dďđḋḍḏḑḓɖɗԁᴅ",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệеёєεέҽᴇɇ",
        "fḟƒꜰ",
        "gĝğġģǧǵḡɠɡԍɢ",
        "hĥħȟḣḥḧḩḫẖһнʜ",
        "iìíîïĩīĭįıǐȉȋḭḯỉịіїιίɪӏɨ",
        "jĵǰјʝᴊ",
        "kķĸǩḱḳḵƙкκᴋ",
        "lĺļľŀłḷḹḻḽƚɫʟ",
        "mḿṁṃмᴍ",
        "nñńņňŉǹṅṇṉṋɲηήпɴ",
        "oòóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợоοόσօᴏө",
        "pṕṗƥрρᴘ",
        "qɋԛգ",
        "rŕŗřȑȓṙṛṝṟгʀ",
        "sśŝşšșṡṣṥṧṩѕꜱƨ",
        "tţťŧțṫṭṯṱẗтτᴛ",
        "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựυύцᴜʋ",
        "vṽṿνѵᴠ",
        "wŵẁẃẅẇẉẘωώѡԝшᴡ",
        "xẋẍхχ",
        "yýÿŷȳẏẙỳỵỷỹуүγʏ",
        "zźżžẑẓẕƶᴢ",
    ];

    private static readonly FrozenDictionary<int, char> Known = LookAlikes
        .SelectMany(line => line.EnumerateRunes().Skip(1).Select(rune => (rune.Value, Letter: line[0])))
        .ToFrozenDictionary(pair => pair.Value, pair => pair.Letter);

    /// <summary>The letter (a–z, or a small letter of another script) or digit that a sign is read as; null when it is none.</summary>
    public static string? Read(Rune rune)
    {
        var plain = Unstyled(rune.Value);
        var small = plain != rune.Value ? new Rune(plain) : Rune.ToLowerInvariant(rune);
        if (small.IsAscii)
        {
            return char.IsAsciiLetterOrDigit((char)small.Value) ? char.ToLowerInvariant((char)small.Value).ToString() : null;
        }

        return Known.TryGetValue(small.Value, out var letter) ? letter.ToString()
            : Rune.IsLetterOrDigit(small) ? small.ToString()
            : null;
    }

    /// <summary>Signs that nobody sees: zero-width ones, accents that stand alone, marks of direction.</summary>
    public static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;

    /// <summary>Wide, bold, script, circled and squared letters and digits as plain ASCII; everything else as it is.</summary>
    private static int Unstyled(int value) => value switch
    {
        >= 0xFF01 and <= 0xFF5E => value - 0xFEE0,
        >= 0x24B6 and <= 0x24CF => 'a' + value - 0x24B6,
        >= 0x24D0 and <= 0x24E9 => 'a' + value - 0x24D0,
        >= 0x1F130 and <= 0x1F149 => 'a' + value - 0x1F130,
        >= 0x1F150 and <= 0x1F169 => 'a' + value - 0x1F150,
        >= 0x1F170 and <= 0x1F189 => 'a' + value - 0x1F170,
        >= 0x1F1E6 and <= 0x1F1FF => 'a' + value - 0x1F1E6,
        >= 0x1D400 and <= 0x1D6A3 => 'a' + ((value - 0x1D400) % 26),
        >= 0x1D7CE and <= 0x1D7FF => '0' + ((value - 0x1D7CE) % 10),
        0x210E => 'h',
        0x212F => 'e',
        0x2113 => 'l',
        0x2134 => 'o',
        _ => value,
    };
}
