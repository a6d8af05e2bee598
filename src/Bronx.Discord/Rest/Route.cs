namespace Bronx.Discord.Rest;

/// <summary>The resource that Discord counts a limit for: a server, a channel, a webhook (with its token), or nothing.</summary>
internal readonly record struct MajorParameter(ulong Id, string? Token = null);

/// <summary>
/// One call's address. <paramref name="Variant"/> tells apart calls of one template that Discord is known to count in different
/// buckets, such as deleting young and old messages; the numbers behind are learned, never assumed.
/// </summary>
internal readonly record struct Route(RouteTemplate Template, string Path, MajorParameter Major, int Variant = 0);
