using Bronx.Discord.Models;
using Bronx.Features.General;
using Bronx.Features.ServerRules;
using Bronx.Features.ServerRules.Blacklist;
using Bronx.Features.Welcome;
using Bronx.Platform.Commands;
using Bronx.Testing;

namespace Bronx.Features.Tests.ServerRules;

public sealed class ServerTextsTests
{
    private static readonly BlacklistEntry Person = new(BlacklistKind.Person, 183245678901234567, "spam **everywhere**", new(5), HeldClock.DefaultStart);
    private static readonly BlacklistEntry Server = new(BlacklistKind.Server, 183245678901234568, "", new(5), HeldClock.DefaultStart);

    [Fact]
    public void Blacklist_IsAsStored() => StoredText.Matches(
        "ServerRules/Blacklist",
        ("shut out", BlacklistTexts.ShutOut(Person)),
        ("server shut out", BlacklistTexts.ShutOut(Server)),
        ("added", BlacklistTexts.Added(Server)),
        ("removed", BlacklistTexts.Removed(BlacklistKind.Person, Person.Id)),
        ("not listed", BlacklistTexts.NotListed(BlacklistKind.Person, Person.Id)),
        ("no id", BlacklistTexts.NoId(BlacklistKind.Server)),
        ("owner", BlacklistTexts.Owner()),
        ("full", BlacklistTexts.Full()),
        ("list", BlacklistTexts.List([Person, Server], 9)),
        ("long list", BlacklistTexts.List([.. Enumerable.Range(1, 31).Select(number => Server with { Id = (ulong)number })], 2)),
        ("empty", BlacklistTexts.List([], 1)));

    [Fact]
    public void Server_IsAsStored() => StoredText.Matches(
        "ServerRules/Server",
        ("switched off", ServerTexts.SwitchedOff(ServerChoices.Gambling, false, Calls.Request(PingCommand.Definition, Calls.Person(7)))),
        ("switched off, to a manager", ServerTexts.SwitchedOff(ServerChoices.Gambling, true, Calls.Request(PingCommand.Definition, Calls.Person(7)))),
        ("ignored", ServerTexts.Ignored(Town.General)),
        ("missing", Reply.Of(ServerTexts.Missing(WelcomeTexts.Greet, WelcomeTexts.Lacking(Town.Hall, Permissions.SendMessages)))),
        ("left out", Reply.Of(ServerTexts.LeftOut(7))));

    [Fact]
    public void Welcome_IsAsStored() => StoredText.Matches(
        "Welcome/Texts",
        ("tried out", WelcomeTexts.Test(new() { Content = "Hi <@7>" }, Town.Hall, new() { Content = "Psst" }, new() { Content = "Bye" }, Town.General, [Town.Novice], ["something is missing"])),
        ("nothing chosen", WelcomeTexts.Test(new() { Content = "Hi <@7>" }, null, null, null, default, [], [])),
        ("no message", Reply.Of(WelcomeTexts.SomeWithoutMessage(12))),
        ("no role", Reply.Of(WelcomeTexts.SomeWithoutRole(1))));
}
