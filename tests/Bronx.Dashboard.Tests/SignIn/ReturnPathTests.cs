using Bronx.Dashboard.SignIn;

namespace Bronx.Dashboard.Tests.SignIn;

public sealed class ReturnPathTests
{
    [Theory]
    [InlineData("/servers/5/welcome?saved=3")]
    [InlineData("/me")]
    [InlineData("/")]
    public void APlaceOfOurs_IsKept(string path) => Assert.Equal(path, ReturnPath.Of(path));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("javascript:alert(1)")]
    [InlineData("servers")]
    [InlineData("/sign-out")]
    [InlineData("/sign-in?return=/sign-in")]
    public void AnywhereElse_IsTheListOfServers(string? path) => Assert.Equal("/servers", ReturnPath.Of(path));

    [Fact]
    public void APathWithoutEnd_IsTheListOfServers() => Assert.Equal("/servers", ReturnPath.Of("/" + new string('a', 5_000)));
}
