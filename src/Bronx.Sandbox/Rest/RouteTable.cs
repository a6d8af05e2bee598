using System.Diagnostics.CodeAnalysis;
using Bronx.Sandbox.SignIn;

namespace Bronx.Sandbox.Rest;

internal delegate RestAnswer RestHandler(RestCall call);

internal delegate RestAnswer PersonHandler(RestCall call, Grant grant);

/// <summary>A method and template that the API answers, for example <c>GET /channels/{channel_id}</c>.</summary>
internal sealed record Route(string Method, string Template, RestHandler? Handler, bool NeedsToken)
{
    /// <summary>Answers the access token of a person; null where only bots may ask.</summary>
    public PersonHandler? ForPerson { get; init; }

    /// <summary>What that person must have allowed; null for nothing in particular.</summary>
    public string? Scope { get; init; }
}

/// <summary>The API's table of contents: a tree by path segment, so finding a route costs its depth and not the table's size.</summary>
internal sealed class RouteTable
{
    private readonly Node _root = new();

    public IEnumerable<Route> All => _root.All();

    /// <param name="method">The HTTP method.</param>
    /// <param name="template">Segments in braces are parameters; fixed ones win over them.</param>
    /// <param name="handler">Runs under the world's lock.</param>
    /// <param name="needsToken">False where the path itself carries a secret, as with interactions.</param>
    public void Add(string method, string template, RestHandler handler, bool needsToken = true)
    {
        NodeOf(template).ByMethod[method] = new Route(method, template, handler, needsToken);
    }

    /// <summary>The same path for access tokens of people; added after what bots get there, if they get anything.</summary>
    public void AddForPerson(string method, string template, string? scope, PersonHandler handler)
    {
        var routes = NodeOf(template).ByMethod;
        routes[method] = routes.GetValueOrDefault(method, new Route(method, template, null, NeedsToken: true)) with { ForPerson = handler, Scope = scope };
    }

    /// <summary>Finds the route of a path, still percent-encoded. A path that is known with other methods only gives 405.</summary>
    public bool TryFind(string method, string path, [NotNullWhen(true)] out Route? route, out Dictionary<string, string> parameters, out bool pathKnown)
    {
        var segments = Segments(path);
        parameters = [];
        pathKnown = false;
        route = null;
        if (Find(_root, segments, 0, method, ref pathKnown) is not { } found)
        {
            return false;
        }

        route = found;
        foreach (var (name, value) in Segments(found.Template).Zip(segments))
        {
            if (name.StartsWith('{'))
            {
                parameters[name[1..^1]] = Uri.UnescapeDataString(value);
            }
        }

        return true;
    }

    private Node NodeOf(string template)
    {
        var node = _root;
        foreach (var segment in Segments(template))
        {
            node = segment.StartsWith('{') ? node.Parameter ??= new Node() : node.Fixed(segment);
        }

        return node;
    }

    private static Route? Find(Node node, string[] segments, int at, string method, ref bool pathKnown)
    {
        if (at == segments.Length)
        {
            pathKnown |= node.ByMethod.Count > 0;
            return node.ByMethod.GetValueOrDefault(method);
        }

        return (node.Children.TryGetValue(segments[at], out var child) ? Find(child, segments, at + 1, method, ref pathKnown) : null)
            ?? (node.Parameter is { } parameter ? Find(parameter, segments, at + 1, method, ref pathKnown) : null);
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private sealed class Node
    {
        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Route> ByMethod { get; } = new(StringComparer.Ordinal);

        public Node? Parameter { get; set; }

        public Node Fixed(string segment)
        {
            if (!Children.TryGetValue(segment, out var child))
            {
                Children[segment] = child = new Node();
            }

            return child;
        }

        public IEnumerable<Route> All() => ByMethod.Values.Concat(Children.Values.SelectMany(child => child.All())).Concat(Parameter?.All() ?? []);
    }
}
