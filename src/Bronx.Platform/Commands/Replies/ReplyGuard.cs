using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Replies;

/// <summary>
/// Brings a reply within Discord's limits (documentation, resource Message): what is too long is cut with an ellipsis, so that a long
/// name or list never turns into an error.
/// </summary>
internal static class ReplyGuard
{
    private const int Content = 2000;
    private const int EmbedTotal = 6000;
    private const int Title = 256;
    private const int Description = 4096;
    private const int FieldName = 256;
    private const int FieldValue = 1024;
    private const int Footer = 2048;
    private const int Author = 256;
    private const int MostFields = 25;
    private const int MostEmbeds = 10;
    private const int MostRows = 5;

    /// <summary>Discord refuses empty names and values; this shows as nothing.</summary>
    private const string Blank = "\u200B";

    /// <summary>A new message: what is absent is left out.</summary>
    public static MessageDraft ToSend(Reply reply)
    {
        var embeds = Fit(reply.Embeds);
        var content = reply.Content is { Length: > 0 } text ? Say.Shorten(text, Content) : null;
        var components = reply.Components.Take(MostRows).ToList();
        if (content is null && embeds.Count == 0)
        {
            content = "Done.";
        }

        return new()
        {
            Content = content,
            Embeds = embeds.Count == 0 ? null : embeds,
            Components = components.Count == 0 ? null : components,
            Files = reply.Files.Count == 0 ? null : reply.Files,
            AllowedMentions = reply.Mentions,
        };
    }

    /// <summary>A change of a message: what is absent is cleared.</summary>
    public static MessageDraft ToEdit(Reply reply)
    {
        var draft = ToSend(reply);
        return draft with { Content = draft.Content ?? "", Embeds = draft.Embeds ?? [], Components = draft.Components ?? [] };
    }

    /// <summary>The same in words alone, for channels where the bot may not show embeds.</summary>
    public static Reply WithoutEmbeds(Reply reply)
    {
        List<string> lines = reply.Content is { Length: > 0 } content ? [content] : [];
        foreach (var embed in reply.Embeds)
        {
            if (embed.Title is { Length: > 0 } title)
            {
                lines.Add($"**{title}**");
            }

            if (embed.Description is { Length: > 0 } description)
            {
                lines.Add(description);
            }

            lines.AddRange((embed.Fields ?? []).Select(field => $"**{field.Name}**: {field.Value}"));
            if (embed.Footer is { } footer)
            {
                lines.Add($"-# {footer.Text}");
            }
        }

        return reply with { Content = string.Join('\n', lines), Embeds = [] };
    }

    private static List<Embed> Fit(IReadOnlyList<Embed> embeds)
    {
        var left = EmbedTotal;
        List<Embed> fitted = [];
        foreach (var embed in embeds.Take(MostEmbeds))
        {
            // What must be there is taken first: title, footer, fields; the long description gets what is left.
            var title = Take(embed.Title, Title, ref left);
            var author = Take(embed.Author?.Name, Author, ref left);
            var footer = Take(embed.Footer?.Text, Footer, ref left);
            List<EmbedField> fields = [];
            foreach (var field in (embed.Fields ?? []).Take(MostFields))
            {
                // Both parts need at least one character each.
                if (left < 2)
                {
                    break;
                }

                left--;
                var name = Take(Filled(field.Name), FieldName, ref left)!;
                left++;
                fields.Add(field with { Name = name, Value = Take(Filled(field.Value), FieldValue, ref left)! });
            }

            var fit = embed with
            {
                Title = title,
                Author = author is null ? null : embed.Author! with { Name = author },
                Footer = footer is null ? null : embed.Footer! with { Text = footer },
                Fields = embed.Fields is null ? null : fields,
                Description = Take(embed.Description, Description, ref left),
            };
            if (fit.Title is not null || fit.Description is not null || fields.Count > 0 || author is not null || footer is not null || fit.Image is not null || fit.Thumbnail is not null)
            {
                fitted.Add(fit);
            }
        }

        return fitted;
    }

    private static string Filled(string text) => string.IsNullOrEmpty(text) ? Blank : text;

    private static string? Take(string? text, int most, ref int left)
    {
        if (string.IsNullOrEmpty(text) || left <= 0)
        {
            return null;
        }

        var taken = Say.Shorten(text, Math.Min(most, left));
        left -= taken.Length;
        return taken;
    }
}
