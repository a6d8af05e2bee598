using System.Text.Json;
using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Setup.Drafts;

/// <summary>Wizards under way: one per person and server, kept over a restart and for a day.</summary>
internal sealed class SetupDraftStore(Database database, TimeProvider clock)
{
    private const string Columns = "number, scope, owner, person, step, changes, began_ms AS began, touched_ms AS touched";
    private const string Mine = "scope = @Scope AND owner = @Owner AND person = @Person";

    /// <summary>Begins anew; an earlier draft of the same person for the same target ends.</summary>
    public Task<SetupDraft> BeginAsync(OptionTarget target, UserId person, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var now = clock.GetUtcNow();
            var key = new { Scope = (int)target.Scope, Owner = (long)target.Owner, Person = (long)person.Value, Now = now.ToUnixTimeMilliseconds() };
            await connection.ExecuteAsync(new CommandDefinition($"DELETE FROM setup_drafts WHERE {Mine}", key, transaction, cancellationToken: ct));
            var number = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                """
                INSERT INTO setup_drafts (scope, owner, person, step, changes, began_ms, touched_ms)
                VALUES (@Scope, @Owner, @Person, 0, '{}', @Now, @Now) RETURNING number
                """,
                key, transaction, cancellationToken: ct));
            return new SetupDraft(number, target, person, 0, new Dictionary<string, string?>(StringComparer.Ordinal), now, now);
        },
        ct);

    /// <summary>The person's draft for this target, unless its day is over.</summary>
    public async Task<SetupDraft?> FindAsync(OptionTarget target, UserId person, CancellationToken ct) =>
        await ReadAsync($"{Mine} AND touched_ms > @Since", target, person, ct) is [var draft] ? draft : null;

    /// <summary>Drafts of others for the same target, the last used first, up to five.</summary>
    public Task<IReadOnlyList<SetupDraft>> OthersAsync(OptionTarget target, UserId person, CancellationToken ct) =>
        ReadAsync("scope = @Scope AND owner = @Owner AND person <> @Person AND touched_ms > @Since ORDER BY touched_ms DESC LIMIT 5", target, person, ct);

    /// <summary>Keeps where a draft stands. Nothing when it has ended meanwhile.</summary>
    public Task SaveAsync(SetupDraft draft, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            "UPDATE setup_drafts SET step = @Step, changes = @Changes, touched_ms = @Now WHERE number = @Number",
            new { draft.Number, draft.Step, Changes = JsonSerializer.Serialize(draft.Changes), Now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction, cancellationToken: ct)),
        ct);

    public Task EndAsync(long number, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM setup_drafts WHERE number = @number", new { number }, transaction, cancellationToken: ct)),
        ct);

    /// <returns>How many drafts had been left alone for longer than their day.</returns>
    public Task<int> ForgetOldAsync(CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM setup_drafts WHERE touched_ms <= @Since", new { Since = Since() }, transaction, cancellationToken: ct)),
        ct);

    /// <summary>All drafts of a person.</summary>
    public Task<IReadOnlyList<SetupDraft>> OfAsync(UserId person, CancellationToken ct) => ReadAsync("person = @Person", default, person, ct);

    public Task<int> EraseAsync(UserId person, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM setup_drafts WHERE person = @Person", new { Person = (long)person.Value }, transaction, cancellationToken: ct)),
        ct);

    private long Since() => (clock.GetUtcNow() - SetupDraft.Lasts).ToUnixTimeMilliseconds();

    private Task<IReadOnlyList<SetupDraft>> ReadAsync(string where, OptionTarget target, UserId person, CancellationToken ct) => database.ReadAsync<IReadOnlyList<SetupDraft>>(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(
                $"SELECT {Columns} FROM setup_drafts WHERE {where}",
                new { Scope = (int)target.Scope, Owner = (long)target.Owner, Person = (long)person.Value, Since = Since() },
                cancellationToken: ct));
            return [.. rows.Select(row => row.ToDraft())];
        },
        ct);

    private sealed class Row
    {
        public long Number { get; init; }

        public long Scope { get; init; }

        public long Owner { get; init; }

        public long Person { get; init; }

        public long Step { get; init; }

        public string Changes { get; init; } = "{}";

        public long Began { get; init; }

        public long Touched { get; init; }

        public SetupDraft ToDraft() => new(
            Number,
            new OptionTarget((OptionScope)Scope, (ulong)Owner),
            new UserId((ulong)Person),
            (int)Step,
            JsonSerializer.Deserialize<Dictionary<string, string?>>(Changes) ?? [],
            DateTimeOffset.FromUnixTimeMilliseconds(Began),
            DateTimeOffset.FromUnixTimeMilliseconds(Touched));
    }
}
