using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Features.Settings;
using Bronx.Features.Setup.Drafts;
using Bronx.Platform.Commands;

namespace Bronx.Features.Setup;

/// <summary>The ids of a wizard's components: draft, then what to do, then with what.</summary>
internal static class SetupIds
{
    public const string Go = "go";
    public const string Skip = "skip";
    public const string Flip = "flip";
    public const string Type = "type";
    public const string Quick = "quick";
    public const string Apply = "apply";
    public const string Anew = "anew";
    public const string Cancel = "cancel";

    /// <summary>The one field of a form.</summary>
    public const string Field = "value";

    public static string PressRoute<TWhose>()
        where TWhose : IWhose => "setup.press-" + TWhose.Route;

    public static string SelectRoute<TWhose>()
        where TWhose : IWhose => "setup.select-" + TWhose.Route;

    public static string FormRoute<TWhose>()
        where TWhose : IWhose => "setup.form-" + TWhose.Route;

    public static string Press<TWhose>(SetupDraft draft, string action, string with = "")
        where TWhose : IWhose => ComponentId.For(PressRoute<TWhose>(), draft.Person, Spell(draft.Number), action, with);

    public static string Press<TWhose>(SetupDraft draft, string action, long with)
        where TWhose : IWhose => Press<TWhose>(draft, action, Spell(with));

    public static string Select<TWhose>(SetupDraft draft, string key)
        where TWhose : IWhose => ComponentId.For(SelectRoute<TWhose>(), draft.Person, Spell(draft.Number), key);

    public static string Form<TWhose>(SetupDraft draft, string key)
        where TWhose : IWhose => ComponentId.For(FormRoute<TWhose>(), draft.Person, Spell(draft.Number), key);

    public static string Spell(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
