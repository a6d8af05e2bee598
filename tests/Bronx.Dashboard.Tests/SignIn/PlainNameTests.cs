using System.Globalization;
using System.Text;
using Bronx.Dashboard.Pages;

namespace Bronx.Dashboard.Tests.SignIn;

public sealed class PlainNameTests
{
    [Theory]
    [InlineData("Rosa", "Rosa")]
    [InlineData("  Ana-María O'Neil ", "Ana-María O'Neil")]
    [InlineData("שלום", "שלום")]
    [InlineData("नमस्ते", "नमस्ते")]
    [InlineData("👩\u200D🌾 farm", "👩\u200D🌾 farm")]
    [InlineData("<b>&\"'", "<b>&\"'")]
    [InlineData("\u202Etxt.exe", "txt.exe")]
    [InlineData("\u2066a\u2069\u200Fb\u061C", "ab")]
    [InlineData("a\r\nb\0c\u2028d", "a  b c d")]
    [InlineData("Z\u0337\u0321\u0302\u0301\u0300a", "Z\u0337\u0321a")]
    [InlineData("a\u200B\uFEFF\u00ADb", "ab")]
    [InlineData("\u200D", "nobody")]
    [InlineData("\u202E \u200B", "nobody")]
    [InlineData("", "nobody")]
    [InlineData(null, "nobody")]
    public void WhatTurnsHidesOrTowers_IsLeftOut_AndTheRestStays(string? name, string shown) => Assert.Equal(shown, PlainName.Of(name, "nobody"));

    [Fact]
    public void ALongName_IsCut() => Assert.Equal(new string('W', PlainName.Longest) + "…", PlainName.Of(new string('W', 4_000), "nobody"));

    [Fact]
    public void WhateverTheName_TheLineStaysInItsOrder()
    {
        string[] signs = ["a", "Ж", "ש", " ", "<", "\"", "\u202E", "\u2067", "\u2069", "\u200D", "\u0301", "\u0489", "\n", "\0", "\uD83D", "😀", "\u00AD"];
        foreach (var name in from one in signs from two in signs from three in signs from four in signs select one + two + three + four)
        {
            var shown = PlainName.Of(name, "nobody");
            Assert.True(shown.Trim().Length > 0, $"Nothing is left of {name}");
            Assert.DoesNotContain(shown.EnumerateRunes(), rune => rune.Value != 0x200D
                && Rune.GetUnicodeCategory(rune) is (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
        }
    }
}
