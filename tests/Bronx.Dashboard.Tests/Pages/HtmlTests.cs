using Bronx.Dashboard.Pages;

namespace Bronx.Dashboard.Tests.Pages;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onclick=\"alert(1)", "&quot; onclick=&quot;alert(1)")]
    [InlineData("a & b's", "a &amp; b&#x27;s")]
    [InlineData("Grüße – 你好", "Grüße – 你好")]
    [InlineData(null, "")]
    public void Write_EncodesWhatIsPutIn(string? text, string expected)
    {
        var html = new Html();

        html.Write($"<b title=\"{text}\">{text}</b>");

        Assert.Equal($"<b title=\"{expected}\">{expected}</b>", html.ToString());
    }

    [Fact]
    public void Write_LeavesOurOwnMarkupAsItIs()
    {
        var html = new Html();

        html.Write($"{new Markup("<br>")}{1234}{1.25}");

        Assert.Equal("<br>12341.25", html.ToString());
    }
}
