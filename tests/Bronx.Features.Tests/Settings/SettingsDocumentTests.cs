using System.Text;
using Bronx.Features.Settings.Transfer;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Settings;

public sealed class SettingsDocumentTests
{
    private static readonly Option<string> Text = Choose.Template("notes.text", "hello", 2000, ["name"], "Text", "What it says.");
    private static readonly Option<bool> On = Choose.Toggle("notes.on", false, "On", "Whether it is on.");

    private static readonly OptionSchema Notes = new("notes", OptionScope.Server, 2, "Notes", "Notes for a test.", [Text, On])
    {
        Upgrade = (from, values) => from == 1 ? values.ToDictionary(pair => pair.Key.Replace("notes.was", "notes.text", StringComparison.Ordinal), pair => pair.Value, StringComparer.Ordinal) : values,
    };

    private static readonly OptionCatalogue Catalogue = new([Notes, ServerPrefix.Schema]);

    [Fact]
    public void WhatIsWritten_IsReadAsTheSame()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<bool>(), (typed, on) =>
        {
            if (typed is null || !Text.TryNormalize(typed, out var stored, out _))
            {
                return true;
            }

            var values = OptionValues.Defaults.With([new(Text, stored), new(On, on ? "on" : "off")]);
            var (wanted, problems) = SettingsDocument.Parse(Encoding.UTF8.GetString(SettingsDocument.Write([Notes], OptionScope.Server, values)), Catalogue, OptionScope.Server);
            return problems.Count == 0 && (wanted![Text.Key] ?? Text.DefaultText) == values.TextOf(Text) && (wanted[On.Key] ?? On.DefaultText) == values.TextOf(On);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AnyText_IsReadOrRefused_AndNeverThrows() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var (wanted, problems) = SettingsDocument.Parse(text ?? "", Catalogue, OptionScope.Server);
        return wanted is null == problems.Count > 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void APartThatIsNamed_IsReplacedWhole_AndOthersStay()
    {
        var (wanted, _) = SettingsDocument.Parse("""{"settings":1,"of":"server","parts":{"notes":{"version":2,"values":{"on":"on"}}}}""", Catalogue, OptionScope.Server);
        Assert.Equal("on", wanted!["notes.on"]);
        Assert.Null(wanted["notes.text"]);
        Assert.False(wanted.ContainsKey("server.prefix"));
    }

    [Fact]
    public void AnOlderVersion_IsUpgraded()
    {
        var (wanted, _) = SettingsDocument.Parse("""{"settings":1,"of":"server","parts":{"notes":{"version":1,"values":{"was":"hi"}}}}""", Catalogue, OptionScope.Server);
        Assert.Equal("hi", wanted!["notes.text"]);
    }

    [Fact]
    public void ProblemsAreBounded()
    {
        var many = string.Join(',', Enumerable.Range(0, 500).Select(n => $"\"p{n}\":1"));
        var (_, problems) = SettingsDocument.Parse("""{"settings":1,"of":"server","parts":{""" + many + "}}", Catalogue, OptionScope.Server);
        Assert.InRange(problems.Count, 1, 25);
    }
}
