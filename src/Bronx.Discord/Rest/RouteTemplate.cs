namespace Bronx.Discord.Rest;

/// <summary>How an attempt that may or may not have reached Discord is treated.</summary>
internal enum Repeat
{
    /// <summary>A second arrival would act twice: sent again only when the first certainly never left.</summary>
    Never,

    /// <summary>A second arrival changes nothing.</summary>
    Safe,
}

/// <summary>A method and a path with placeholders: what limits, metrics and errors are named by. One object per route, compared by reference.</summary>
internal sealed class RouteTemplate(HttpMethod method, string path, Repeat repeat, bool exempt = false)
{
    public HttpMethod Method { get; } = method;

    public string Path { get; } = path;

    /// <summary>For example "POST /channels/{channel_id}/messages".</summary>
    public string Name { get; } = $"{method} {path}";

    public Repeat Repeat { get; } = repeat;

    /// <summary>Everything under an interaction's token does not count against the global limit (documentation, Rate Limits).</summary>
    public bool Exempt { get; } = exempt;

    /// <summary>Writes of one bucket go one after another, so that they arrive in order; reads may overlap.</summary>
    public bool Ordered { get; } = method != HttpMethod.Get;

    public override string ToString() => Name;
}
