using System.Security.Cryptography;
using Bronx.Dashboard.SignIn;

namespace Bronx.Dashboard.Tests.SignIn;

public sealed class SessionSecretTests : IDisposable
{
    private readonly RandomNumberGenerator _chance = RandomNumberGenerator.Create();

    [Fact]
    public void WhatACookieCarries_ReadsBack()
    {
        var secret = SessionSecret.New(_chance);
        Assert.True(SessionSecret.TryRead(secret.Text, out var again));
        Assert.Equal(secret.Hash, again.Hash);
        Assert.NotEqual(secret.Text, secret.Hash);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("183245678901234567")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    public void AnythingElse_IsNoSecret(string? text) => Assert.False(SessionSecret.TryRead(text, out _));

    [Fact]
    public void WhatFollowsFromASecret_FollowsFromNoOther()
    {
        var secret = SessionSecret.New(_chance);
        Assert.True(secret.Derives("form", secret.Derive("form")));
        Assert.False(secret.Derives("state", secret.Derive("form")));
        Assert.False(SessionSecret.New(_chance).Derives("form", secret.Derive("form")));
        Assert.False(secret.Derives("form", null));
    }

    [Fact]
    public void ASealedText_OpensWithItsSecretAlone_AndUnchanged()
    {
        var secret = SessionSecret.New(_chance);
        var sealedText = secret.Seal("token", "abc", _chance);
        Assert.Equal("abc", secret.Open("token", sealedText));
        Assert.ThrowsAny<CryptographicException>(() => SessionSecret.New(_chance).Open("token", sealedText));
        Assert.ThrowsAny<CryptographicException>(() => secret.Open("other", sealedText));
        sealedText[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => secret.Open("token", sealedText));
        Assert.ThrowsAny<CryptographicException>(() => secret.Open("token", []));
    }

    public void Dispose() => _chance.Dispose();
}
