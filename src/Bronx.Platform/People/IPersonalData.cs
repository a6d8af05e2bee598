using Bronx.Discord.Models;

namespace Bronx.Platform.People;

/// <summary>What one slice knows of a person: shown to them whole, and erased when they ask for it.</summary>
public interface IPersonalData
{
    /// <summary>What it is, as its owner would call it: "Economy", "Terms of Service".</summary>
    string Title { get; }

    /// <summary>All that is stored of them here, a table at a time; empty when there is nothing.</summary>
    Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct);

    /// <summary>Erases what can be erased. A repeat changes nothing.</summary>
    Task<Erasure> EraseAsync(UserId person, CancellationToken ct);
}

/// <summary>Rows of one kind. Values are numbers, texts, instants or null; instants are UTC with offset.</summary>
/// <param name="Name">In words: "accepted versions".</param>
public sealed record PersonalTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>What an erasure did.</summary>
/// <param name="Rows">How many rows went.</param>
/// <param name="Kept">What stays and why, in one sentence for the person; null when nothing does.</param>
public sealed record Erasure(long Rows, string? Kept)
{
    /// <summary>Nothing was erased, because a game of theirs runs. Only the ledger, which is asked first, answers so.</summary>
    public bool MustWait { get; init; }
}
