using System.Diagnostics.CodeAnalysis;

namespace Bronx.Features.Terms;

/// <summary>Every version there has been, oldest first. The newest that was not withdrawn is the one people have to accept.</summary>
internal sealed class TermsCatalogue
{
    private const string Folder = "Terms/Versions/";

    public TermsCatalogue(IEnumerable<TermsVersion> versions)
    {
        All = [.. versions.OrderBy(version => version.Number)];
        if (All.All(version => version.Withdrawn is not null) || All.DistinctBy(version => version.Name).Count() != All.Count)
        {
            throw new ArgumentException("Every version of the terms has its own number, and at least one is not withdrawn.", nameof(versions));
        }

        Current = All.Last(version => version.Withdrawn is null);
    }

    public IReadOnlyList<TermsVersion> All { get; }

    /// <summary>The newest that is not withdrawn.</summary>
    public TermsVersion Current { get; }

    /// <summary>The versions that are part of the program.</summary>
    public static TermsCatalogue Published()
    {
        var assembly = typeof(TermsCatalogue).Assembly;
        return new TermsCatalogue(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return TermsVersion.Parse(name, reader.ReadToEnd());
            }));
    }

    public bool TryFind(string name, [NotNullWhen(true)] out TermsVersion? version)
    {
        version = All.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal));
        return version is not null;
    }
}
