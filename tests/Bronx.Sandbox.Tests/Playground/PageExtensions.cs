using Microsoft.Playwright;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>What a person does on the page, in a word each.</summary>
internal static class PageExtensions
{
    public static ILocator Composer(this IPage page) => page.GetByTestId("composer");

    public static ILocator Messages(this IPage page) => page.GetByTestId("message");

    /// <summary>The one message that holds the text.</summary>
    public static ILocator Message(this IPage page, string text) => page.GetByTestId("message").Filter(new() { HasText = text }).Last;

    public static async Task SayAsync(this IPage page, string text)
    {
        await page.Composer().FillAsync(text);
        await page.Composer().PressAsync("Enter");
    }

    public static async Task UseToolAsync(this IPage page, ILocator message, string tool)
    {
        await message.HoverAsync();
        await message.GetByTestId($"tool-{tool}").ClickAsync();
    }
}
