using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;
using Dapper;
using CommandDefinition = Dapper.CommandDefinition;

namespace Bronx.Features.Gambling.Stage;

/// <summary>An answer that still moves: where it is, and the words it has to end on (null: its running game decides them).</summary>
internal sealed record Screen(UserId Person, ulong PlacedBy, ShownReply Shown, Reply? End);

/// <summary>
/// Answers that still move. They are written down before the first frame and forgotten after the last, so that a process that dies in
/// between leaves none behind that never ends.
/// </summary>
internal sealed class ScreenStore(Database database, Croupiers croupiers, TimeProvider time)
{
    /// <summary>Opens a screen, or changes where it is.</summary>
    public Task KeepAsync(Screen screen, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO gambling_screens (user_id, placed_by, channel_id, message_id, application_id, token, in_words, title, body, colour, footer, shown_at, croupier)
            VALUES (@user, @placedBy, @channel, @message, @application, @token, @inWords, @title, @body, @colour, @footer, @now, @croupier)
            ON CONFLICT (user_id, placed_by) DO UPDATE
               SET channel_id = excluded.channel_id, message_id = excluded.message_id, application_id = excluded.application_id, token = excluded.token,
                   in_words = excluded.in_words, title = excluded.title, body = excluded.body, colour = excluded.colour, footer = excluded.footer, shown_at = excluded.shown_at,
                   croupier = excluded.croupier
            """,
            new
            {
                user = (long)screen.Person.Value,
                placedBy = (long)screen.PlacedBy,
                channel = (long)screen.Shown.Channel.Value,
                message = (long?)screen.Shown.Message?.Value,
                application = (long?)screen.Shown.Application?.Value,
                token = screen.Shown.Token,
                inWords = screen.Shown.InWords ? 1L : 0L,
                title = screen.End?.Embeds[0].Title,
                body = screen.End?.Embeds[0].Description,
                colour = (long?)screen.End?.Embeds[0].Color,
                footer = screen.End?.Embeds[0].Footer?.Text,
                now = time.GetUtcNow().ToUnixTimeMilliseconds(),
                croupier = croupiers.Self,
            },
            transaction,
            cancellationToken: ct)),
        ct);

    public async Task<Screen?> FindAsync(UserId person, ulong placedBy, CancellationToken ct) => (await ReadAsync(
        "WHERE user_id = @user AND placed_by = @placedBy", new { user = (long)person.Value, placedBy = (long)placedBy }, ct)).SingleOrDefault();

    /// <summary>Screens that know their end, and whose process is gone or that were last shown at or before this; the oldest first.</summary>
    public Task<IReadOnlyList<Screen>> EndlessAsync(DateTimeOffset by, int limit, CancellationToken ct) => ReadAsync(
        $"WHERE body IS NOT NULL AND (shown_at <= @by OR {Croupiers.IsGone}) ORDER BY shown_at LIMIT @limit",
        new { by = by.ToUnixTimeMilliseconds(), self = croupiers.Self, seenSince = croupiers.SeenSince, limit }, ct);

    public Task ForgetAsync(UserId person, ulong placedBy, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM gambling_screens WHERE user_id = @user AND placed_by = @placedBy",
            new { user = (long)person.Value, placedBy = (long)placedBy }, transaction, cancellationToken: ct)),
        ct);

    private Task<IReadOnlyList<Screen>> ReadAsync(string where, object args, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Screen>>(
        async connection => [.. (await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT user_id AS Person, placed_by AS PlacedBy, channel_id AS Channel, message_id AS Message, application_id AS Application, token AS Token,
                   in_words AS InWords, title AS Title, body AS Body, colour AS Colour, footer AS Footer
              FROM gambling_screens {where}
            """,
            args, cancellationToken: ct))).Select(row => row.Read())],
        ct);

    private sealed class Row
    {
        public long Person { get; set; }

        public long PlacedBy { get; set; }

        public long Channel { get; set; }

        public long? Message { get; set; }

        public long? Application { get; set; }

        public string? Token { get; set; }

        public long InWords { get; set; }

        public string? Title { get; set; }

        public string? Body { get; set; }

        public long? Colour { get; set; }

        public string? Footer { get; set; }

        public Screen Read() => new(
            new UserId((ulong)Person),
            (ulong)PlacedBy,
            new ShownReply(new ChannelId((ulong)Channel), Message is { } message ? new MessageId((ulong)message) : null)
            {
                Application = Application is { } application ? new AppId((ulong)application) : null,
                Token = Token,
                InWords = InWords != 0,
            },
            Body is null
                ? null
                : Reply.Of(new Embed { Title = Title, Description = Body, Color = (int?)Colour ?? Look.Quiet, Footer = Footer is null ? null : new EmbedFooter(Footer) }));
    }
}
