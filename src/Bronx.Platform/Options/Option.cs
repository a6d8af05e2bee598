namespace Bronx.Platform.Options;

/// <summary>
/// One thing that a server or a person can choose: declared once, as a static value beside the code that obeys it. Wizard, commands,
/// dashboard and validation all follow from the declaration.
/// </summary>
public abstract class Option
{
    private protected Option(string key, string title, string help, OptionControl control)
    {
        Key = key;
        Title = title;
        Help = help;
        Control = control;
    }

    /// <summary>The schema's name, a dot, and its own name: "welcome.channel". Lower-case letters, digits and dashes.</summary>
    public string Key { get; }

    /// <summary>One to four words, as a form's label.</summary>
    public string Title { get; }

    /// <summary>One sentence: what changes when it changes.</summary>
    public string Help { get; }

    public OptionControl Control { get; }

    /// <summary>What to mind about a stored value that is allowed all the same, in one sentence; null when nothing.</summary>
    public Func<string, string?> Caution { get; init; } = static _ => null;

    /// <summary>Values that fit what a person typed ("berlin"), best first, up to 25; null where there is nothing to search in.</summary>
    public Func<string, IReadOnlyList<PickChoice>>? Search { get; init; }

    /// <summary>The stored form of the default.</summary>
    public abstract string DefaultText { get; }

    /// <summary>Reads what a person typed, or the stored form.</summary>
    /// <param name="stored">The stored form; null when there is a problem.</param>
    /// <param name="problem">What is wrong, in words that end with an example; null when nothing is.</param>
    public abstract bool TryNormalize(string text, out string? stored, out string? problem);

    /// <summary>A stored form as people read it, in one line; mentions show names and notify nobody by themselves.</summary>
    public abstract string Show(string stored);

    internal abstract object Box(string stored);
}

/// <summary>An option with its type. Made by <see cref="Choose"/>.</summary>
public sealed class Option<T> : Option
    where T : notnull
{
    private readonly OptionForm<T> _form;

    internal Option(string key, string title, string help, OptionControl control, OptionForm<T> form, T fallback)
        : base(key, title, help, control)
    {
        _form = form;
        Default = fallback;
        DefaultText = form.Write(fallback);
    }

    public T Default { get; }

    public override string DefaultText { get; }

    public override bool TryNormalize(string text, out string? stored, out string? problem)
    {
        var reading = _form.Read(text);
        problem = reading.Problem;
        stored = problem is null ? _form.Write(reading.Value!) : null;
        return problem is null;
    }

    public override string Show(string stored) => _form.Show(Of(stored));

    /// <summary>The stored form of a value; what the forms of a program write.</summary>
    /// <exception cref="ArgumentException">The value is outside the option's bounds.</exception>
    public string Write(T value)
    {
        var stored = _form.Write(value);
        return TryNormalize(stored, out _, out var problem) ? stored : throw new ArgumentException($"{Key}: {problem}", nameof(value));
    }

    internal override object Box(string stored) => Of(stored);

    /// <summary>A stored value that the bounds of today refuse counts as never set.</summary>
    private T Of(string stored)
    {
        var reading = _form.Read(stored);
        return reading.Problem is null ? reading.Value! : Default;
    }
}
