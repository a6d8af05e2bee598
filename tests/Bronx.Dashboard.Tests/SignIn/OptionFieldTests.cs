using Bronx.Dashboard.Pages;
using Bronx.Dashboard.Servers;
using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Dashboard.Tests.SignIn;

public sealed class OptionFieldTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'";

    private static readonly ServerPlaces Places = new(
        [new() { Id = new(11), Name = Hostile, Type = ChannelType.GuildText }],
        [new() { Id = new(21), Name = Hostile }]);

    private static readonly Option[] Every =
    [
        Choose.Toggle("x.toggle", false, Hostile, Hostile),
        Choose.Whole("x.whole", 1, 0, 5, Hostile, Hostile, Hostile),
        Choose.Line("x.line", "", 0, 200, Hostile, Hostile),
        Choose.Template("x.template", "hi", 200, ["user"], Hostile, Hostile),
        Choose.Words("x.words", 5, 200, Hostile, Hostile),
        Choose.Pick("x.pick", "a", Hostile, Hostile, new PickChoice("a", Hostile, Hostile), new PickChoice("b", "B", "")),
        Choose.Channel("x.channel", true, Hostile, Hostile),
        Choose.Channels("x.channels", 3, Hostile, Hostile),
        Choose.Roles("x.roles", 3, false, Hostile, Hostile),
        Choose.Span("x.span", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1), Hostile, Hostile),
        Choose.Amount("x.amount", new(5), new(0), new(9), Hostile, Hostile),
    ];

    [Fact]
    public void Names_TypedTextAndProblems_NeverBecomeMarkup()
    {
        foreach (var option in Every)
        {
            var html = new Html();
            OptionField.Write(html, option, Hostile, Hostile, Places, Hostile);
            var text = html.ToString();
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\"\"", text.Replace("value=\"\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryControl_HasALabelAndItsHelp()
    {
        foreach (var option in Every)
        {
            var html = new Html();
            OptionField.Write(html, option, option.DefaultText, option.DefaultText, Places, problem: null);
            var text = html.ToString();
            Assert.Matches("<label|<legend", text);
            Assert.Contains("-help\"", text, StringComparison.Ordinal);
            Assert.Contains($"name=\"was.{option.Key}\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AForm_ChangesOnlyWhatSomebodyTouched()
    {
        var schema = new OptionSchema("x", OptionScope.Server, 1, "X", "", Every);
        var form = SchemaForm.Read(schema, new Microsoft.AspNetCore.Http.FormCollection(new()
        {
            ["was.x.toggle"] = "off",
            ["x.toggle"] = "on",
            ["was.x.whole"] = "1",
            ["x.whole"] = "1",
            ["was.x.line"] = "",
            ["x.line"] = new string('a', 300),
            ["was.x.roles"] = "21",
            ["x.roles"] = new(["21", "22"]),
            ["was.x.channels"] = "11",
            ["x.words"] = "was never shown",
        }));
        var problems = new Dictionary<string, string>();
        var changes = form.Changes(problems);
        Assert.Equal(new Dictionary<string, string?> { ["x.toggle"] = "on", ["x.roles"] = "21,22", ["x.channels"] = "" }, changes);
        Assert.Equal(["x.line"], problems.Keys);
    }
}
