using Bronx.Discord.Models;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Gambling;

/// <summary>Games between their first card and their end, one of each kind per person. Every change is conditional on what was read.</summary>
internal sealed class OpenGames(Database database, FairStore fair, Croupiers croupiers, TimeProvider time)
{
    private const string Columns =
        "user_id AS Person, placed_by AS PlacedBy, game AS Game, stake AS Stake, stop AS Stop, moves AS Moves, launched_at AS LaunchedAt, deadline AS Deadline, guild_id AS Guild, channel_id AS Channel, ended_at AS EndedAt";

    /// <summary>Puts a game on the table, unless another of its kind is there, or its seed is public by now.</summary>
    /// <param name="pair">The pair of seeds it is drawn from.</param>
    public async Task<bool> AddAsync(OpenGame game, long pair, CancellationToken ct) => await database.WriteAsync(
        async (connection, transaction) => await fair.LockAsync(connection, transaction, game.Person, ct) == pair
            ? await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO gambling_games (user_id, placed_by, game, stake, stop, moves, launched_at, deadline, guild_id, channel_id, croupier)
                VALUES (@user, @placedBy, @game, @stake, @stop, @moves, @launched, @deadline, @guild, @channel, @croupier)
                ON CONFLICT DO NOTHING
                """,
                new
                {
                    user = (long)game.Person.Value,
                    placedBy = (long)game.PlacedBy,
                    game = Names.Of(game.Game),
                    stake = game.Stake.Value,
                    stop = game.Stop,
                    moves = game.Moves,
                    launched = game.LaunchedAt.ToUnixTimeMilliseconds(),
                    deadline = game.Deadline.ToUnixTimeMilliseconds(),
                    guild = (long?)game.Guild?.Value,
                    channel = (long)game.Channel.Value,
                    croupier = croupiers.Self,
                },
                transaction,
                cancellationToken: ct))
            : 0,
        ct) == 1;

    /// <summary>The game this event placed, ended or not.</summary>
    public Task<OpenGame?> FindAsync(UserId person, ulong placedBy, CancellationToken ct) => OneAsync(
        $"SELECT {Columns} FROM gambling_games WHERE user_id = @user AND placed_by = @placedBy", new { user = (long)person.Value, placedBy = (long)placedBy }, ct);

    /// <summary>The person's running game of this kind.</summary>
    public Task<OpenGame?> RunningAsync(UserId person, Game game, CancellationToken ct) => OneAsync(
        $"SELECT {Columns} FROM gambling_games WHERE user_id = @user AND game = @game AND ended_at IS NULL", new { user = (long)person.Value, game = Names.Of(game) }, ct);

    /// <summary>Running games whose process is gone, the longest running first.</summary>
    public Task<IReadOnlyList<OpenGame>> LeftAsync(int limit, CancellationToken ct) => SomeAsync(
        $"{Croupiers.IsGone} ORDER BY launched_at LIMIT @limit", new { self = croupiers.Self, seenSince = croupiers.SeenSince, limit }, ct);

    /// <summary>Running games whose deadline is at or before this, the longest overdue first.</summary>
    public Task<IReadOnlyList<OpenGame>> DueAsync(DateTimeOffset by, int limit, CancellationToken ct) => SomeAsync(
        "deadline <= @by ORDER BY deadline LIMIT @limit", new { by = by.ToUnixTimeMilliseconds(), limit }, ct);

    /// <summary>All running games of one person.</summary>
    public Task<IReadOnlyList<OpenGame>> OfAsync(UserId person, CancellationToken ct) => SomeAsync("user_id = @user", new { user = (long)person.Value }, ct);

    /// <summary>Writes down a move and the new deadline; from now on this process looks after the game.</summary>
    /// <returns>False: something else happened to the game meanwhile.</returns>
    public async Task<bool> MoveAsync(OpenGame game, string moves, DateTimeOffset deadline, CancellationToken ct) => await database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE gambling_games SET moves = @moves, deadline = @deadline, croupier = @croupier
             WHERE user_id = @user AND placed_by = @placedBy AND moves = @before AND ended_at IS NULL
            """,
            new
            {
                user = (long)game.Person.Value,
                placedBy = (long)game.PlacedBy,
                moves,
                before = game.Moves,
                deadline = deadline.ToUnixTimeMilliseconds(),
                croupier = croupiers.Self,
            },
            transaction,
            cancellationToken: ct)),
        ct) == 1;

    /// <summary>Takes a settled game off the table, and tells the person's limits what it brought. A repeat changes nothing.</summary>
    public Task EndAsync(OpenGame game, Coins staked, Coins returned, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE gambling_games SET ended_at = @now WHERE user_id = @user AND placed_by = @placedBy AND ended_at IS NULL;
            UPDATE gambling_bets SET stake = @staked, returned = @returned WHERE user_id = @user AND placed_by = @placedBy;
            """,
            new
            {
                user = (long)game.Person.Value,
                placedBy = (long)game.PlacedBy,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
                staked = staked.Value,
                returned = returned.Value,
            },
            transaction,
            cancellationToken: ct)),
        ct);

    /// <summary>Running games.</summary>
    private Task<IReadOnlyList<OpenGame>> SomeAsync(string where, object args, CancellationToken ct) => database.ReadAsync<IReadOnlyList<OpenGame>>(
        async connection => [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM gambling_games WHERE ended_at IS NULL AND {where}", args, cancellationToken: ct))).Select(row => row.Read())],
        ct);

    private Task<OpenGame?> OneAsync(string sql, object args, CancellationToken ct) => database.ReadAsync(
        async connection => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, args, cancellationToken: ct)))?.Read(), ct);

    private sealed class Row
    {
        public long Person { get; set; }

        public long PlacedBy { get; set; }

        public string Game { get; set; } = "";

        public long Stake { get; set; }

        public long Stop { get; set; }

        public string Moves { get; set; } = "";

        public long LaunchedAt { get; set; }

        public long Deadline { get; set; }

        public long? Guild { get; set; }

        public long Channel { get; set; }

        public long? EndedAt { get; set; }

        public OpenGame Read() => new(
            new UserId((ulong)Person), (ulong)PlacedBy, Names.Find(Game) ?? throw new InvalidOperationException($"There is no game {Game}."), new Coins(Stake), (int)Stop, Moves,
            DateTimeOffset.FromUnixTimeMilliseconds(LaunchedAt), DateTimeOffset.FromUnixTimeMilliseconds(Deadline),
            Guild is { } guild ? new GuildId((ulong)guild) : null, new ChannelId((ulong)Channel))
        {
            IsEnded = EndedAt is not null,
        };
    }
}
