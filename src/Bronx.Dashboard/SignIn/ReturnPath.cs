namespace Bronx.Dashboard.SignIn;

/// <summary>Where a person is sent after signing in: a place on this dashboard, and nowhere else.</summary>
internal static class ReturnPath
{
    public const string Default = "/servers";

    private const int Longest = 300;

    /// <summary>The path when it is one of ours, else the list of servers.</summary>
    public static string Of(string? wanted) => IsOurs(wanted) ? wanted! : Default;

    /// <summary>
    /// One slash and then no other: browsers read "//host" and "/\host" as another machine, and leave tabs and line breaks out before they
    /// read.
    /// </summary>
    private static bool IsOurs(string? path) =>
        path is { Length: >= 1 and <= Longest }
        && path[0] == '/'
        && (path.Length == 1 || path[1] is not ('/' or '\\'))
        && path.All(static sign => sign is > ' ' and < (char)127 and not '\\' and not ';')
        && !path.StartsWith("/sign-", StringComparison.Ordinal);
}
