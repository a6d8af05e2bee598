using Bronx.Features.AutoModeration.Judging;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.AutoModeration;

public sealed class WordListTests
{
    private static readonly WordList Idiot = new(["idiot", "shut up", "moron*", "ass"], []);

    [Theory]
    [InlineData("you idiot")]
    [InlineData("IDIOT!")]
    [InlineData("i d i o t")]
    [InlineData("what a i d i o t")]
    [InlineData("u r a i d i o t")]
    [InlineData("i.d.i.o.t")]
    [InlineData("id-iot")]
    [InlineData("**id**iot")]
    [InlineData("id||io||t")]
    [InlineData("1d10t")]
    [InlineData("!diot")]
    [InlineData("id!ot, really")]
    [InlineData("ïdíöt")]
    [InlineData("i\u200Bd\u200Ciot")]
    [InlineData("i\u0336d\u0336i\u0336o\u0336t\u0336")]
    [InlineData("іdіоt")]
    [InlineData("ｉｄｉｏｔ")]
    [InlineData("𝓲𝓭𝓲𝓸𝓽")]
    [InlineData("🇮🇩🇮🇴🇹")]
    [InlineData("idiooooot")]
    [InlineData("what an iiiidiot")]
    [InlineData("just SHUT   UP now")]
    [InlineData("5hut up")]
    [InlineData("you moronic thing")]
    [InlineData("m0r0n")]
    [InlineData("a$$")]
    [InlineData("@ss")]
    public void Disguises_AreSeenThrough(string text) => Assert.NotNull(Idiot.Find(text));

    [Theory]
    [InlineData("idiotic")]
    [InlineData("class assignment, bass, passion")]
    [InlineData("Scunthorpe")]
    [InlineData("shut the door, I am up")]
    [InlineData("as s")]
    [InlineData("455")]
    [InlineData("a b")]
    [InlineData("oxymoron")]
    [InlineData("b a s s, r e a d i n g")]
    [InlineData("the bot said <@183245678901234567> <:idiot:183245678901234567> hi")]
    [InlineData("")]
    [InlineData("!!! ??? ...")]
    public void OrdinaryWords_AreLeftAlone(string text) => Assert.Null(Idiot.Find(text));

    [Fact]
    public void AStarInFront_CatchesInsideAndTheAllowedListSpares()
    {
        var list = new WordList(["*cunt*"], ["Scunthorpe"]);
        Assert.Equal("*cunt*", list.Find("xxcuntyy"));
        Assert.Null(list.Find("Greetings from Scunthorpe!"));
        Assert.NotNull(new WordList(["*cunt*"], []).Find("Scunthorpe"));
    }

    [Fact]
    public void WordsJoinedByASlash_AreNoWordWithAStar() => Assert.Null(new WordList(["*ass*"], []).Find("has/said"));

    [Fact]
    public void WordsOfOtherScripts_AreFoundInTheirOwn()
    {
        var list = new WordList(["дурак", "馬鹿"], []);
        Assert.NotNull(list.Find("ты ДУРАК"));
        Assert.NotNull(list.Find("馬鹿 だ"));
        Assert.Null(list.Find("дураки"));
    }

    [Fact]
    public void AnyDisguiseOfAnyWord_IsFound() => Prop
        .ForAll(Words(4, 10).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (word, seed) => new WordList([word], []).Find(Dressed(word, new System.Random(seed))) == word)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void AWordInsideAnother_IsNotFound() => Prop
        .ForAll(Words(3, 6).ToArbitrary(), Words(1, 4).ToArbitrary(), (word, around) =>
        {
            var list = new WordList([word], []);
            return (list.Find(around + word) is null || IsSame(around + word, word)) && (list.Find(word + around) is null || IsSame(word + around, word));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void NoText_MakesItFail() => Prop
        .ForAll(Gen.ArrayOf(Gen.Elements("aeı1!|*<>@:_~`\\ \n\t.-\u200B\u0301\u202E😀🇦ｆᴀ٣".ToCharArray())).Select(signs => new string(signs)).ToArbitrary(), text =>
        {
            Idiot.Find(text);
            new WordList([text, text + "*"], [text]).Find(text);
            return true;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void ALongMessageAgainstAFullList_IsJudgedQuickly()
    {
        var list = new WordList([.. Enumerable.Range(0, 100).Select(number => $"*word{(char)('a' + (number % 26))}{(char)('a' + (number / 26))}*"), .. Enumerable.Range(0, 100).Select(number => $"plain{number}x")], []);
        var text = string.Join(' ', Enumerable.Repeat("lorem1 ips!m", 330));
        var began = TimeProvider.System.GetTimestamp();
        Assert.Null(list.Find(text));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    /// <summary>Drawn-out letters read as one are meant to be the same word.</summary>
    private static bool IsSame(string text, string word) => WordList.Once(text) == WordList.Once(word);

    private static Gen<string> Words(int least, int most) =>
        from length in Gen.Choose(least, most)
        from letters in Gen.ArrayOf(Gen.Elements("abdeghmnoprstuvwz".ToCharArray()), length)
        select new string(letters);

    private static string Dressed(string word, System.Random chance)
    {
        var (accents, looks, leet) = ("\u0301\u0308\u0336", new Dictionary<char, string> { ['a'] = "аáａ", ['e'] = "еéｅ", ['o'] = "оöο", ['p'] = "рｐ", ['s'] = "ѕš" }, new Dictionary<char, char> { ['a'] = '4', ['e'] = '3', ['o'] = '0', ['s'] = '5', ['t'] = '7' });
        var dressed = new System.Text.StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            var letter = word[i];
            dressed.Append(chance.Next(6) switch
            {
                0 when i > 0 && leet.TryGetValue(letter, out var digit) => digit.ToString(),
                1 when looks.TryGetValue(letter, out var alike) => alike[chance.Next(alike.Length)].ToString(),
                2 => char.ToUpperInvariant(letter).ToString(),
                3 => $"{letter}{accents[chance.Next(accents.Length)]}",
                4 => $"{letter}\u200B",
                _ => letter.ToString(),
            });
        }

        // Digits alone are a number; one letter has to stay a letter.
        return dressed.ToString().Any(char.IsLetter) ? dressed.ToString() : word;
    }
}
