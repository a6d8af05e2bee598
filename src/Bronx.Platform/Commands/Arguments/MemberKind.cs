using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Arguments;

/// <summary>A person by mention, id or name. Names are asked of Discord, which knows all members.</summary>
internal sealed class MemberKind : ArgumentKind<MemberArgument>
{
    private const int SearchLimit = 10;
    private const int Listed = 3;
    private const int LongestName = 100;

    public override string Example => "@Alex";

    public override CommandOptionType OptionType => CommandOptionType.User;

    public override int WordsTaken(IReadOnlyList<Word> words, int from, bool isLast) =>
        isLast && !words[from].Quoted && !Mentions.TryUser(words[from].Text, out _) ? words.Count - from : 1;

    public override async ValueTask<Argument<MemberArgument>> ReadAsync(string text, ArgumentScene scene, CancellationToken ct)
    {
        if (Mentions.TryUser(text, out var id))
        {
            return await ByIdAsync(id, scene, ct);
        }

        var name = text.TrimStart('@').Trim();
        if (name.Length is 0 or > LongestName)
        {
            return Argument<MemberArgument>.Wrong("mention somebody, or give an id or the beginning of a name");
        }

        if (scene.Guild is not { } guild)
        {
            return Argument<MemberArgument>.Wrong("in direct messages only an id works");
        }

        return Choose(name, await scene.Directory.SearchMembersAsync(guild, name, SearchLimit, ct));
    }

    public override ValueTask<Argument<MemberArgument>> ReadAsync(InteractionOption option, ArgumentScene scene, CancellationToken ct)
    {
        if (!Snowflake.TryParse<UserId>(TextOf(option), out var id) || scene.Resolved?.Users?.GetValueOrDefault(id) is not { } user)
        {
            return ValueTask.FromResult(Argument<MemberArgument>.Wrong("there is nobody of that id"));
        }

        return ValueTask.FromResult<Argument<MemberArgument>>(new MemberArgument(user, scene.Resolved.Members?.GetValueOrDefault(id)));
    }

    private static async ValueTask<Argument<MemberArgument>> ByIdAsync(UserId id, ArgumentScene scene, CancellationToken ct)
    {
        if (id == scene.Caller.Id)
        {
            return new MemberArgument(scene.Caller, scene.CallerMember);
        }

        if (scene.Mentions.FirstOrDefault(mention => mention.Id == id) is { } mentioned && (scene.Guild is null || mentioned.Member is not null))
        {
            var user = new User { Id = id, Username = mentioned.Username, GlobalName = mentioned.GlobalName, Bot = mentioned.Bot };
            return new MemberArgument(user, mentioned.Member);
        }

        if (scene.Guild is { } guild)
        {
            return await scene.Directory.FindMemberAsync(guild, id, ct) is { User: { } known } member
                ? new MemberArgument(known, member)
                : Argument<MemberArgument>.Wrong("nobody of that id is in this server");
        }

        return await scene.Directory.FindUserAsync(id, ct) is { } found
            ? new MemberArgument(found, null)
            : Argument<MemberArgument>.Wrong("there is nobody of that id");
    }

    private static Argument<MemberArgument> Choose(string name, IReadOnlyList<Member> found)
    {
        List<Member> people = [.. found.Where(member => member.User is not null)];
        var exact = people.Where(member => IsNamed(member, name)).ToList();
        var candidates = exact.Count > 0 ? exact : people;
        if (candidates.Count == 1)
        {
            return new MemberArgument(candidates[0].User!, candidates[0]);
        }

        if (candidates.Count == 0)
        {
            return Argument<MemberArgument>.Wrong("nobody here has a name that begins so");
        }

        var names = string.Join(", ", candidates.Take(Listed).Select(member => Say.Safe(member.User!.Username, 32)));
        var more = candidates.Count > Listed ? " and others" : "";
        return Argument<MemberArgument>.Wrong($"several people fit ({names}{more}); mention the one you mean");
    }

    private static bool IsNamed(Member member, string name) =>
        string.Equals(member.User!.Username, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(member.Nick, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(member.User.GlobalName, name, StringComparison.OrdinalIgnoreCase);
}
