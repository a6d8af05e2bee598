using Bronx.Platform.Telemetry;

namespace Bronx.Features.Terms;

/// <summary>A <see cref="TermsWay"/> in the ids of buttons, which carry it from the prompt to the signature.</summary>
internal static class TermsWays
{
    private const string Message = "m";
    private const string Slash = "s";

    public static TermsWay Of(CommandForm form) => form == CommandForm.Prefix ? TermsWay.Message : TermsWay.Slash;

    public static string Short(TermsWay way) => way == TermsWay.Message ? Message : Slash;

    public static TermsWay FromShort(string? text) => text == Message ? TermsWay.Message : TermsWay.Slash;
}
