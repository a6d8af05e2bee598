namespace Bronx.Features.Time;

/// <summary>Cities that people search for and that the tz database, which names one city per zone, does not name.</summary>
internal static class LargeCities
{
    public static IReadOnlyList<(string City, string Zone)> All { get; } =
    [
        .. In("Europe/Berlin", "Munich", "Hamburg", "Cologne", "Frankfurt", "Stuttgart", "Dresden", "Leipzig", "Düsseldorf"),
        .. In("Europe/London", "Manchester", "Birmingham", "Glasgow", "Edinburgh", "Leeds", "Liverpool", "Bristol", "Cardiff", "Belfast"),
        .. In("Europe/Paris", "Lyon", "Marseille", "Toulouse", "Lille", "Bordeaux", "Nice"),
        .. In("Europe/Madrid", "Barcelona", "Valencia", "Seville", "Bilbao"),
        .. In("Europe/Rome", "Milan", "Naples", "Turin", "Florence", "Venice"),
        .. In("Europe/Warsaw", "Kraków", "Gdańsk", "Wrocław", "Poznań"),
        .. In("Europe/Zurich", "Geneva", "Basel", "Bern"),
        .. In("Europe/Vienna", "Graz", "Salzburg", "Innsbruck"),
        .. In("Europe/Amsterdam", "Rotterdam", "The Hague", "Utrecht", "Eindhoven"),
        .. In("Europe/Brussels", "Antwerp", "Ghent"),
        .. In("Europe/Lisbon", "Porto"),
        .. In("Europe/Stockholm", "Gothenburg", "Malmö"),
        .. In("Europe/Copenhagen", "Aarhus"),
        .. In("Europe/Prague", "Brno"),
        .. In("Europe/Dublin", "Cork", "Galway"),
        .. In("Europe/Istanbul", "Ankara", "Izmir"),
        .. In("Europe/Moscow", "Saint Petersburg"),
        .. In("Europe/Kyiv", "Lviv", "Kharkiv", "Odesa"),
        .. In("America/New_York", "Boston", "Washington", "Philadelphia", "Miami", "Atlanta", "Orlando", "Charlotte", "Pittsburgh", "Cleveland"),
        .. In("America/Chicago", "Houston", "Dallas", "Austin", "San Antonio", "New Orleans", "Minneapolis", "St. Louis", "Nashville", "Kansas City"),
        .. In("America/Denver", "Salt Lake City", "Albuquerque", "Colorado Springs"),
        .. In("America/Los_Angeles", "San Francisco", "Seattle", "San Diego", "Las Vegas", "Portland", "Sacramento", "San Jose"),
        .. In("America/Toronto", "Montreal", "Ottawa", "Quebec City"),
        .. In("America/Edmonton", "Calgary"),
        .. In("America/Sao_Paulo", "Rio de Janeiro", "Brasília", "Belo Horizonte", "Curitiba", "Porto Alegre"),
        .. In("America/Argentina/Buenos_Aires", "Rosario"),
        .. In("America/Mexico_City", "Guadalajara", "Puebla"),
        .. In("America/Bogota", "Medellín", "Cali"),
        .. In("Asia/Kolkata", "Mumbai", "Delhi", "New Delhi", "Bangalore", "Bengaluru", "Hyderabad", "Chennai", "Pune", "Ahmedabad"),
        .. In("Asia/Shanghai", "Beijing", "Guangzhou", "Shenzhen", "Chengdu", "Wuhan"),
        .. In("Asia/Tokyo", "Osaka", "Kyoto", "Nagoya", "Sapporo", "Fukuoka"),
        .. In("Asia/Seoul", "Busan"),
        .. In("Asia/Karachi", "Lahore", "Islamabad"),
        .. In("Asia/Ho_Chi_Minh", "Hanoi", "Saigon"),
        .. In("Asia/Dubai", "Abu Dhabi"),
        .. In("Asia/Riyadh", "Jeddah"),
        .. In("Asia/Jerusalem", "Tel Aviv"),
        .. In("Asia/Jakarta", "Bandung", "Surabaya"),
        .. In("Asia/Manila", "Quezon City", "Cebu"),
        .. In("Australia/Sydney", "Canberra"),
        .. In("Pacific/Auckland", "Wellington", "Christchurch"),
        .. In("Africa/Cairo", "Alexandria"),
        .. In("Africa/Johannesburg", "Cape Town", "Durban", "Pretoria"),
        .. In("Africa/Lagos", "Abuja"),
        .. In("Africa/Casablanca", "Rabat", "Marrakesh"),
    ];

    private static IEnumerable<(string City, string Zone)> In(string zone, params string[] cities) => cities.Select(city => (city, zone));
}
