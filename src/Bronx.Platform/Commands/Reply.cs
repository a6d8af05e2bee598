using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>What a person gets to see. Mentions nobody unless <see cref="Mentions"/> says so.</summary>
public sealed record Reply
{
    /// <summary>Nothing is said: the person was told a moment ago. An interaction is acknowledged all the same.</summary>
    public static readonly Reply Silence = new();

    /// <summary>Text above the embeds; shortened visibly past 2000 characters.</summary>
    public string? Content { get; init; }

    public IReadOnlyList<Embed> Embeds { get; init; } = [];

    /// <summary>Up to five rows; an update without any removes those that were there.</summary>
    public IReadOnlyList<Component> Components { get; init; } = [];

    /// <summary>Files that go along, up to 10 and together 10 MiB.</summary>
    public IReadOnlyList<FileDraft> Files { get; init; } = [];

    /// <summary>Seen by the caller alone; only interactions can do that, messages ignore it.</summary>
    public bool Ephemeral { get; init; }

    public AllowedMentions Mentions { get; init; } = AllowedMentions.None;

    public static Reply Of(Embed embed) => new() { Embeds = [embed] };

    public static Reply Of(string content) => new() { Content = content };

    /// <summary>The same with these rows of components.</summary>
    public Reply With(params IReadOnlyList<Component> rows) => this with { Components = rows };

    /// <summary>The same, for the caller's eyes only.</summary>
    public Reply ForCallerOnly() => this with { Ephemeral = true };
}
