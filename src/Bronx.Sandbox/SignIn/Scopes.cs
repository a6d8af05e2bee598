namespace Bronx.Sandbox.SignIn;

/// <summary>The scopes of a sign-in, with what the person is told they mean.</summary>
internal static class Scopes
{
    public const string Identify = "identify";
    public const string Guilds = "guilds";
    public const string MembersRead = "guilds.members.read";

    public static readonly IReadOnlyDictionary<string, string> Meaning = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Identify] = "know your name and id",
        [Guilds] = "know which servers you are in, and your permissions there",
        [MembersRead] = "read your roles and nickname in servers",
    };
}
