using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Arguments;

internal sealed class RoleKind : ArgumentKind<Role>
{
    public override string Example => "@Regulars";

    public override CommandOptionType OptionType => CommandOptionType.Role;

    public override int WordsTaken(IReadOnlyList<Word> words, int from, bool isLast) =>
        isLast && !words[from].Quoted && !Mentions.TryRole(words[from].Text, out _) ? words.Count - from : 1;

    public override ValueTask<Argument<Role>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct) => ValueTask.FromResult(Read(text, scene));

    public override ValueTask<Argument<Role>> ReadAsync(InteractionOption option, ArgumentScene scene, CancellationToken ct) =>
        ValueTask.FromResult(
            Snowflake.TryParse<RoleId>(TextOf(option), out var id) && scene.Resolved?.Roles?.GetValueOrDefault(id) is { } role
                ? role
                : Argument<Role>.Wrong("there is no such role"));

    private static Argument<Role> Read(string text, ArgumentScene scene)
    {
        if (scene.Guild is not { } guild)
        {
            return Argument<Role>.Wrong("roles exist only in servers");
        }

        var roles = scene.Directory.Roles(guild);
        if (Mentions.TryRole(text, out var id))
        {
            return roles.FirstOrDefault(role => role.Id == id) ?? Argument<Role>.Wrong("no role of that id is in this server");
        }

        var name = text.TrimStart('@').Trim();
        return NameSearch.Find(name, roles, role => role.Name, "role", role => $"@{Say.Safe(role.Name, 32)}");
    }
}
