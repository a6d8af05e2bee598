using System.Text.Json.Nodes;
using Bronx.Sandbox.Rest;

namespace Bronx.Sandbox.Forms;

/// <summary>Errors of one request body, nested by field and index down to <c>_errors</c> as Discord nests them.</summary>
internal sealed class FormErrors
{
    // A body full of faults would answer with a larger one; Discord too stops somewhere.
    private const int Limit = 50;

    private readonly JsonObject _root = [];
    private int _count;

    public void Add(IReadOnlyList<string> path, string code, string message)
    {
        if (++_count > Limit)
        {
            return;
        }

        var node = _root;
        foreach (var step in path)
        {
            if (node[step] is not JsonObject next)
            {
                node[step] = next = [];
            }

            node = next;
        }

        if (node["_errors"] is not JsonArray list)
        {
            node["_errors"] = list = [];
        }

        list.Add(new JsonObject { ["code"] = code, ["message"] = message });
    }

    /// <summary>The refusal for a single fault.</summary>
    public static ApiError One(string field, string code, string message)
    {
        var errors = new FormErrors();
        errors.Add([field], code, message);
        return ApiError.InvalidForm(errors._root);
    }

    public void ThrowIfAny()
    {
        if (_count > 0)
        {
            throw ApiError.InvalidForm(_root);
        }
    }
}
