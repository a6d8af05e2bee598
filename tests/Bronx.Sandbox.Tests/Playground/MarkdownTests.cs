using Microsoft.Playwright;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>Each row is a text and what the page draws of it, read back as markup.</summary>
public sealed class MarkdownTests(BrowserFixture fixture) : IAsyncLifetime
{
    private const string Render = """
        async source => {
          const view = await import('/playground/js/markdown-view.js');
          view.setLookup({
            user: id => id === '1' ? 'Robin' : null, role: id => id === '2' ? { name: 'Regulars', color: 0 } : null,
            channel: id => id === '3' ? 'general' : null, openChannel() {}, openCommand() {},
          });
          const place = document.createElement('div');
          place.append(view.renderMarkdown(source));
          return place.innerHTML.replaceAll(' target="_blank" rel="noopener noreferrer nofollow"', '');
        }
        """;

    private PlaygroundStage stage = null!;
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        stage = await PlaygroundStage.StartAsync(fixture);
        page = await stage.OpenAsync("owner", "general");
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Markdown_IsDrawnAsTheTableSays()
    {
        List<string> wrong = [];
        foreach (var (source, expected) in Table)
        {
            var drawn = await page.EvaluateAsync<string>(Render, source);
            if (drawn != expected)
            {
                wrong.Add($"{source}\n  expected {expected}\n  but was  {drawn}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task Markdown_OfHostileLengthAndDepthIsDrawnQuickly()
    {
        string[] sources =
        [
            new('*', 4000), string.Concat(Enumerable.Repeat("**a ", 1000)), string.Concat(Enumerable.Repeat("||", 2000)),
            string.Concat(Enumerable.Repeat("[a](", 1000)), string.Concat(Enumerable.Repeat("`", 3999)), string.Concat(Enumerable.Repeat("```\n", 1000)),
            string.Concat(Enumerable.Repeat("_*", 2000)), string.Concat(Enumerable.Repeat("> - ", 1000)), string.Concat(Enumerable.Repeat("~~_a", 1000)),
            string.Concat(Enumerable.Range(0, 300).Select(i => new string(' ', i * 2) + "- x\n")),
        ];
        foreach (var source in sources)
        {
            var milliseconds = await page.EvaluateAsync<double>($"async source => {{ const t = performance.now(); await ({Render})(source); return performance.now() - t; }}", source);
            Assert.True(milliseconds < 1000, $"{milliseconds} ms for {source[..20]}");
        }
    }

    private static readonly (string Source, string Drawn)[] Table =
    [
        ("plain", "plain"),
        ("a\nb", "a<br>b"),
        ("**bold**", "<strong>bold</strong>"),
        ("*slanted*", "<em>slanted</em>"),
        ("_slanted_", "<em>slanted</em>"),
        ("__under__", "<u>under</u>"),
        ("~~gone~~", "<s>gone</s>"),
        ("***both***", "<em><strong>both</strong></em>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("__*a*__", "<u><em>a</em></u>"),
        ("**bold\nover lines**", "<strong>bold<br>over lines</strong>"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("**open", "**open"),
        ("****", "****"),
        ("\\*not slanted\\*", "*not slanted*"),
        ("¯\\\\\\_(ツ)_/¯", "¯\\_(ツ)_/¯"),
        ("`code **plain**`", "<code>code **plain**</code>"),
        ("``a ` b``", "<code>a ` b</code>"),
        ("```\nblock\n  kept\n```", "<pre tabindex=\"0\"><code>block\n  kept</code></pre>"),
        ("```js\nlet a = 1;\n```", "<pre data-language=\"js\" tabindex=\"0\"><code>let a = 1;</code></pre>"),
        ("before ```x``` after", "before <pre tabindex=\"0\"><code>x</code></pre> after"),
        ("```no end", "```no end"),
        ("> quoted\n> more\nafter", "<blockquote>quoted<br>more</blockquote>after"),
        (">>> all\nof it", "<blockquote>all<br>of it</blockquote>"),
        (">no space", "&gt;no space"),
        ("# One", "<div class=\"md-h md-h1\" role=\"heading\" aria-level=\"3\">One</div>"),
        ("### Three **b**", "<div class=\"md-h md-h3\" role=\"heading\" aria-level=\"5\">Three <strong>b</strong></div>"),
        ("#hashtag", "#hashtag"),
        ("-# small", "<small class=\"md-subtext\">small</small>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("[name](https://example.org/a)", "<a href=\"https://example.org/a\" title=\"https://example.org/a\">name</a>"),
        ("[**n**](<https://example.org>)", "<a href=\"https://example.org/\" title=\"https://example.org/\"><strong>n</strong></a>"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](data:text/html,hi)", "[x](data:text/html,hi)"),
        ("[x](//example.org)", "[x](//example.org)"),
        ("https://example.org/a_b_c?d=1.", "<a href=\"https://example.org/a_b_c?d=1\">https://example.org/a_b_c?d=1</a>."),
        ("<https://example.org>", "<a href=\"https://example.org\">https://example.org</a>"),
        ("<@1>", "<span class=\"mention\" data-user-id=\"1\">@Robin</span>"),
        ("<@!99>", "<span class=\"mention\" data-user-id=\"99\">@unknown-person</span>"),
        ("<@&2>", "<span class=\"mention\" data-role-id=\"2\">@Regulars</span>"),
        ("<#3>", "<button type=\"button\" class=\"mention\" data-channel-id=\"3\">#general</button>"),
        ("<#4>", "<span class=\"mention\">#unknown-channel</span>"),
        ("@everyone and @here", "<span class=\"mention\">@everyone</span> and <span class=\"mention\">@here</span>"),
        ("me@everyone.org", "me@everyone.org"),
        ("</shop buy:7>", "<button type=\"button\" class=\"mention\" data-command-id=\"7\">/shop buy</button>"),
        ("<:blob:5>", "<span class=\"custom-emoji\" title=\":blob:\" role=\"img\" aria-label=\"emoji blob\">:blob:</span>"),
        ("<t:99999999999999:F>", "&lt;t:99999999999999:F&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("**<img src=x onerror=alert(1)>**", "<strong>&lt;img src=x onerror=alert(1)&gt;</strong>"),
        ("```\n</code></pre><script>x</script>\n```", "<pre tabindex=\"0\"><code>&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;x&lt;/script&gt;</code></pre>"),
    ];

    [Fact]
    public async Task RelativeTime_StaysTrueWhileThePageIsOpen()
    {
        var held = await stage.OpenAsync("owner", "general", new() { Locale = "en-US" }, prepare: context => context.Clock.InstallAsync());
        await held.EvaluateAsync("""
            async () => {
              const view = await import('/playground/js/markdown-view.js');
              const place = document.createElement('p');
              place.id = 'probe';
              place.append(view.renderMarkdown(`<t:${Math.floor(Date.now() / 1000) + 7205}:R>`));
              document.body.append(place);
            }
            """);
        var mark = held.Locator("#probe time");
        await Assertions.Expect(mark).ToHaveTextAsync("in 2 hours");

        await held.Clock.FastForwardAsync("01:10:00");

        await Assertions.Expect(mark).ToHaveTextAsync("in 50 minutes");
    }

    [Fact]
    public async Task Timestamp_IsWrittenInItsStyleWithTheWholeDateAsTooltip()
    {
        var here = await stage.OpenAsync("owner", "general", new() { Locale = "en-US", TimezoneId = "UTC" });
        foreach (var (style, text) in Styles)
        {
            var drawn = await here.EvaluateAsync<string[]>("""
                async style => {
                  const view = await import('/playground/js/markdown-view.js');
                  const mark = view.renderMarkdown(`<t:1893585605:${style}>`).firstChild;
                  return [mark.textContent, mark.title].map(text => text.replaceAll('\u202f', ' '));
                }
                """, style);
            Assert.Equal([text, "Wednesday, January 2, 2030 at 12:00 PM"], drawn);
        }
    }

    private static readonly (string Style, string Text)[] Styles =
    [
        ("t", "12:00 PM"),
        ("T", "12:00:05 PM"),
        ("d", "01/02/2030"),
        ("D", "January 2, 2030"),
        ("f", "January 2, 2030 at 12:00 PM"),
        ("F", "Wednesday, January 2, 2030 at 12:00 PM"),
        ("s", "01/02/2030, 12:00 PM"),
        ("S", "01/02/2030, 12:00:05 PM"),
    ];
}
