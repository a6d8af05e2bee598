using Spectre.Console;

namespace Bronx.Host.Roles;

/// <summary>The few calm lines a person sees while BronxBot starts, runs and stops.</summary>
public sealed class StartReport(IAnsiConsole console)
{
    private const int LabelWidth = 12;

    /// <summary>A report for a console that nobody reads: the tests'.</summary>
    public static StartReport Silent => new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }));

    /// <summary>On the console; plain text when the output goes to a file or another program.</summary>
    public static StartReport OnConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            // A file has no width: lines stay whole.
            console.Profile.Width = 1_000;
        }

        return new StartReport(console);
    }

    public void Begin(string version) => console.MarkupLine($"[bold]BronxBot[/] {Markup.Escape(version)}\n");

    public void Line(string label, string text) => console.MarkupLine($"  [grey]{label.PadRight(LabelWidth)}[/] {Markup.Escape(text)}");

    public void Address(string label, Uri address) => console.MarkupLine($"  [grey]{label.PadRight(LabelWidth)}[/] [bold]{Markup.Escape(address.ToString())}[/]");

    public void Advice(string text) => console.MarkupLine($"\n  {Markup.Escape(text)}");

    public void Note(string text) => console.MarkupLine($"  {Markup.Escape(text)}");
}
