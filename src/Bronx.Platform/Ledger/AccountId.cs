using System.Buffers;
using Bronx.Discord.Models;

namespace Bronx.Platform.Ledger;

/// <summary>One account: a person's wallet or bank, or one of the bot's own by name.</summary>
public readonly record struct AccountId
{
    /// <summary>Longest name of a mint, sink or house.</summary>
    public const int MaxNameLength = 64;

    /// <summary>All stakes that are reserved and not yet settled or given back.</summary>
    public static readonly AccountId Held = new(AccountKind.Held, 0, null);

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly string? _name;

    private AccountId(AccountKind kind, ulong number, string? name)
    {
        Kind = kind;
        Number = number;
        _name = name;
    }

    public AccountKind Kind { get; }

    /// <summary>The person, for a wallet or a bank; else null.</summary>
    public UserId? Owner => IsPersonal ? new UserId(Number) : null;

    /// <summary>The name of a mint, sink or house; what a forgotten person's account was; else empty.</summary>
    public string Name => _name ?? "";

    /// <summary>May this account never fall below zero?</summary>
    public bool HasFloor => Kind is not (AccountKind.Mint or AccountKind.House);

    internal ulong Number { get; }

    internal bool IsPersonal => Kind is AccountKind.Wallet or AccountKind.Bank;

    public static AccountId Wallet(UserId user) => Personal(AccountKind.Wallet, user);

    public static AccountId Bank(UserId user) => Personal(AccountKind.Bank, user);

    /// <param name="name">1–64 of a–z, 0–9, dot, dash, underscore.</param>
    public static AccountId Mint(string name) => Named(AccountKind.Mint, name);

    /// <inheritdoc cref="Mint"/>
    public static AccountId Sink(string name) => Named(AccountKind.Sink, name);

    /// <param name="game">1–64 of a–z, 0–9, dot, dash, underscore.</param>
    public static AccountId House(string game) => Named(AccountKind.House, game);

    public override string ToString() => Kind switch
    {
        AccountKind.Wallet or AccountKind.Bank => $"{Kind}:{Number}",
        AccountKind.Forgotten => $"{Kind}:{Number}:{Name}",
        AccountKind.Held => "Held",
        _ => $"{Kind}:{Name}",
    };

    internal static AccountId Forgotten(AccountKind was, long party) =>
        new(AccountKind.Forgotten, (ulong)party, was == AccountKind.Bank ? "bank" : "wallet");

    internal static AccountId Personal(AccountKind kind, UserId user) =>
        user.Value == 0 ? throw new ArgumentException("A person's id is never 0.", nameof(user)) : new AccountId(kind, user.Value, null);

    internal static AccountId Named(AccountKind kind, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException($"'{name}' is no account name: 1–{MaxNameLength} of a–z, 0–9, dot, dash, underscore.", nameof(name));
        }

        return new AccountId(kind, 0, name);
    }
}
