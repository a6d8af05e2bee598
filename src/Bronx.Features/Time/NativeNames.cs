namespace Bronx.Features.Time;

/// <summary>What large cities are called by those who live there, where English has another word. Accents are left out by the search itself.</summary>
internal static class NativeNames
{
    public static IReadOnlyList<(string City, string Zone)> All { get; } =
    [
        ("München", "Europe/Berlin"), ("Köln", "Europe/Berlin"), ("Nürnberg", "Europe/Berlin"), ("Hannover", "Europe/Berlin"),
        ("Wien", "Europe/Vienna"), ("Genf", "Europe/Zurich"), ("Genève", "Europe/Zurich"), ("Bâle", "Europe/Zurich"), ("Lausanne", "Europe/Zurich"),
        ("Sevilla", "Europe/Madrid"), ("Lisboa", "Europe/Lisbon"), ("Bruxelles", "Europe/Brussels"), ("Brussel", "Europe/Brussels"),
        ("Antwerpen", "Europe/Brussels"), ("Gent", "Europe/Brussels"), ("Den Haag", "Europe/Amsterdam"),
        ("Roma", "Europe/Rome"), ("Milano", "Europe/Rome"), ("Napoli", "Europe/Rome"), ("Torino", "Europe/Rome"), ("Firenze", "Europe/Rome"),
        ("Venezia", "Europe/Rome"), ("Genova", "Europe/Rome"),
        ("København", "Europe/Copenhagen"), ("Göteborg", "Europe/Stockholm"), ("Helsingfors", "Europe/Helsinki"),
        ("Warszawa", "Europe/Warsaw"), ("Praha", "Europe/Prague"), ("București", "Europe/Bucharest"), ("Beograd", "Europe/Belgrade"),
        ("Αθήνα", "Europe/Athens"), ("Москва", "Europe/Moscow"), ("Санкт-Петербург", "Europe/Moscow"), ("Київ", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"), ("Минск", "Europe/Minsk"), ("София", "Europe/Sofia"), ("Београд", "Europe/Belgrade"),
        ("Ciudad de México", "America/Mexico_City"), ("La Habana", "America/Havana"),
        ("القاهرة", "Africa/Cairo"), ("الرياض", "Asia/Riyadh"), ("دبي", "Asia/Dubai"), ("بغداد", "Asia/Baghdad"), ("تهران", "Asia/Tehran"),
        ("תל אביב", "Asia/Jerusalem"), ("ירושלים", "Asia/Jerusalem"), ("दिल्ली", "Asia/Kolkata"), ("मुंबई", "Asia/Kolkata"), ("กรุงเทพ", "Asia/Bangkok"),
        ("北京", "Asia/Shanghai"), ("上海", "Asia/Shanghai"), ("香港", "Asia/Hong_Kong"), ("台北", "Asia/Taipei"),
        ("東京", "Asia/Tokyo"), ("大阪", "Asia/Tokyo"), ("京都", "Asia/Tokyo"), ("서울", "Asia/Seoul"), ("부산", "Asia/Seoul"),
    ];
}
