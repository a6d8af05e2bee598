using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bronx.Sandbox.Tests.Playground;

/// <summary>Threads, newcomers, rules, coming and going: what happens in a server beside talk.</summary>
public sealed class ServerLifeTests(BrowserFixture fixture) : IAsyncLifetime
{
    private PlaygroundStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await PlaygroundStage.StartAsync(fixture);

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        Assert.Empty(stage.Faults);
    }

    [Fact]
    public async Task AThread_IsBegunOnAMessage_StandsUnderItsChannel_AndIsForEverybody()
    {
        var owner = await stage.OpenAsync("owner", "general");
        var member = await stage.OpenAsync("member", "general");
        await owner.SayAsync("Who brings the paint?");
        await owner.UseToolAsync(owner.Message("Who brings the paint?"), "thread");
        await Expect(owner.GetByTestId("channel-title")).ToHaveTextAsync("Who brings the paint?");
        await owner.SayAsync("Let us see.");

        await member.Message("Who brings the paint?").GetByTestId("thread-link").ClickAsync();
        await Expect(member.Message("Let us see.")).ToBeVisibleAsync();
        await member.SayAsync("I do.");
        await Expect(owner.Message("I do.")).ToBeVisibleAsync();
        await Expect(owner.GetByTestId("thread")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task ANewcomer_AgreesToTheRules_LeavesAndJoinsAgain()
    {
        var owner = await stage.OpenAsync("owner", "general");
        stage.Server.SetScreening(true);
        var page = await stage.OpenAsync("member", "general");
        await page.GetByTestId("acting-as").ClickAsync();
        await page.GetByTestId("arrive").ClickAsync();
        await Expect(page.GetByTestId("acting-as")).ToContainTextAsync("Ada");
        await Expect(owner.GetByTestId("pending")).ToBeVisibleAsync();
        await Expect(page.Composer()).ToBeHiddenAsync();

        await page.GetByTestId("agree").ClickAsync();
        await Expect(page.GetByTestId("banner-rules")).ToHaveCountAsync(0);
        await Expect(owner.GetByTestId("pending")).ToHaveCountAsync(0);
        await page.SayAsync("Hello, everybody.");
        await Expect(page.Message("Hello, everybody.")).ToBeVisibleAsync();

        await page.GetByTestId("person").Filter(new() { HasText = "you" }).ClickAsync();
        await page.GetByTestId("leave").ClickAsync();
        await page.GetByTestId("confirm").ClickAsync();
        await Expect(page.GetByTestId("banner-nowhere")).ToBeVisibleAsync();
        await page.GetByTestId("join").ClickAsync();
        await Expect(page.GetByTestId("banner-nowhere")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task TheDashboard_IsLinked_WhereThereIsOne()
    {
        var before = await stage.OpenAsync("owner", "general");
        await Expect(before.Locator(".dashboard-link")).ToHaveCountAsync(0);
        stage.Server.DashboardAddress = new Uri("http://localhost:5000/");
        var page = await stage.OpenAsync("owner", "general");
        await Expect(page.Locator(".dashboard-link")).ToHaveAttributeAsync("href", "http://localhost:5000/");
    }

    [Fact]
    public async Task WhatWasSaidAboutALostConnection_GoesWhenItIsBack()
    {
        var page = await stage.OpenAsync("owner", "general");
        await stage.StopServerAsync();
        await page.SayAsync("Does anybody hear me?");
        await Expect(page.GetByTestId("toast")).ToContainTextAsync("cannot be reached");
        await stage.StartAgainAsync();
        await Expect(page.GetByTestId("banner-connection")).ToHaveCountAsync(0);

        // It would go by itself after nine seconds; here it must have gone with the banner.
        await Expect(page.GetByTestId("toast")).ToHaveCountAsync(0, new() { Timeout = 1_000 });
    }
}
