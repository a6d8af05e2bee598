using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;
using Bronx.Platform.Commands;
using Bronx.Platform.Configuration.Live;
using Bronx.Platform.Text;

namespace Bronx.Features.Operations.Admin;

/// <summary>Words for what owners do while the bot runs.</summary>
internal static class AdminTexts
{
    private const int RoutesShown = 8;

    public static Reply Restarted(IReadOnlyList<string> names) => Reply.Of(Look.Note(
        $"Restarted {Say.Count(names.Count, "job", "jobs")}: {string.Join(", ", names.Select(name => $"`{name}`"))}.\n-# {(names.Count == 1 ? "It runs" : "Each of them runs")} now, whatever the schedule says.", Look.Good));

    public static Reply NoSuchJob(string? name, IReadOnlyCollection<string> names) => Reply.Of(Look.Refusal(
        name is null ? "There is nothing to restart: this process stops, or has no jobs." : $"There is no job {Say.Typed(name)}. There are {string.Join(", ", names.Select(one => $"`{one}`"))}."));

    public static Reply IsALoop(string name) => Reply.Of(Look.Refusal($"`{name}` belongs to a part that runs it itself and recovers by itself; it cannot be restarted alone."));

    public static Reply Queue(QueueSnapshot queue) => Reply.Of(Look.Card(
        "Requests to Discord",
        queue.TokenRejected ? "Discord rejects the token: nothing is sent until it is changed."
            : queue.StopWait > TimeSpan.Zero ? $"Discord's network turned this address away: nothing is sent for {Say.Span(queue.StopWait)}."
            : queue.GlobalWait > TimeSpan.Zero ? $"The global limit was hit: everything waits for {Say.Span(queue.GlobalWait)}."
            : queue.Waiting == 0 ? "Nothing waits." : "They are sent as fast as Discord's limits allow.",
        queue.TokenRejected || queue.StopWait > TimeSpan.Zero ? Look.Bad : Look.Accent) with
    {
        Fields =
        [
            new EmbedField("Now", Rows.Table([("waiting", Say.Number(queue.Waiting)), ("on the wire", Say.Number(queue.InFlight)), ("limits known", Say.Number(queue.Buckets)), ("invalid, 10 min", Say.Number(queue.InvalidRequests))])),
            .. queue.Routes.Take(RoutesShown).Select(route => new EmbedField(
                $"`{route.Route}`",
                $"{Say.Number(route.Sent)} sent, {Say.Number(route.Waiting)} waiting{(route.Waiting > 0 ? $" (up to {Say.Latency(route.LongestWait)})" : "")}{(route.RateLimited > 0 ? $", {Say.Number(route.RateLimited)} turned away" : "")}{(route.Conflated > 0 ? $", {Say.Number(route.Conflated)} edits spared" : "")}")),
        ],
    });

    public static Reply Settings(IReadOnlyList<(LiveSetting Setting, long Value)> all, string spelling) => Reply.Of(Look.Card(
        "Settings you can change now",
        string.Join('\n', all.Select(one => $"`{one.Setting.Key}` · **{one.Setting.Show(one.Value)}**{(one.Value == one.Setting.Default ? "" : $" (was {one.Setting.Show(one.Setting.Default)})")}"))) with
    { Footer = new EmbedFooter($"{spelling} <key> explains one, {spelling} <key> <value> changes it") });

    public static Reply Setting(LiveSetting setting, long value, IReadOnlyList<LiveChange> changes) => Reply.Of(Look.Card(setting.Key, setting.Meaning) with
    {
        Fields =
        [
            new EmbedField("Now", setting.Show(value), Inline: true),
            new EmbedField("Unless changed", setting.Show(setting.Default), Inline: true),
            .. setting.IsChannel ? Array.Empty<EmbedField>() : [new EmbedField("From, to", $"{setting.Show(setting.Min)} to {setting.Show(setting.Max)}", Inline: true)],
            .. changes.Count == 0 ? Array.Empty<EmbedField>() : [new EmbedField("Changes", string.Join('\n', changes.Select(change => $"{Say.When(change.At)} {Say.User(change.By)}: {setting.Show(change.Before)} → {setting.Show(change.After)}")))],
        ],
    });

    public static Reply Changed(LiveSetting setting, long before, long after) => Reply.Of(Look.Note(
        before == after ? $"`{setting.Key}` is {setting.Show(after)} already." : $"`{setting.Key}` is **{setting.Show(after)}** now; it was {setting.Show(before)}.", Look.Good));

    public static Reply NoSuchSetting(string typed, IReadOnlyCollection<LiveSetting> all) => Reply.Of(Look.Refusal(
        $"There is no setting {Say.Typed(typed)}. There are {string.Join(", ", all.Select(one => $"`{one.Key}`"))}."));

    public static Reply BadValue(LiveSetting setting, string typed, string problem) => Reply.Of(Look.Refusal($"{Say.Typed(typed)} does not fit: `{setting.Key}` {problem}."));
}
