using Bronx.Platform.Storage;

namespace Bronx.Platform.Ledger;

/// <summary>
/// The ledger's tables. Persons appear in the journal and its accounts only by a party number; <c>ledger_parties</c> alone says who
/// that is, and a row of it can be deleted without touching anything the hash chain covers.
/// </summary>
internal static class LedgerSchema
{
    public static readonly MigrationSet Set = new("ledger", [new Migration(1, "accounts, journal, reservations", Sqlite1, Postgres1)]);

    private const string Sqlite1 = """
        CREATE TABLE ledger_head (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            sequence INTEGER NOT NULL,
            hash BLOB NOT NULL,
            last_account INTEGER NOT NULL,
            last_party INTEGER NOT NULL,
            epoch INTEGER NOT NULL
        );
        INSERT INTO ledger_head VALUES (1, 0, zeroblob(32), 0, 0, 0);

        CREATE TABLE ledger_parties (party INTEGER PRIMARY KEY, user_id INTEGER NOT NULL UNIQUE);

        CREATE TABLE ledger_accounts (
            id INTEGER PRIMARY KEY,
            kind INTEGER NOT NULL,
            party INTEGER NOT NULL,
            name TEXT NOT NULL,
            floored INTEGER NOT NULL,
            balance INTEGER NOT NULL,
            UNIQUE (party, kind, name),
            CHECK (floored = 0 OR balance >= 0),
            CHECK (balance BETWEEN -9000000000000000000 AND 9000000000000000000)
        );

        CREATE TABLE ledger_journal (
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            kind INTEGER NOT NULL,
            group_start INTEGER NOT NULL,
            from_account INTEGER NOT NULL,
            to_account INTEGER NOT NULL,
            amount INTEGER NOT NULL CHECK (amount > 0),
            from_balance INTEGER NOT NULL,
            to_balance INTEGER NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            hash BLOB NOT NULL,
            actor INTEGER,
            guild INTEGER,
            channel INTEGER,
            event INTEGER
        );
        CREATE INDEX ledger_journal_from ON ledger_journal (from_account, sequence);
        CREATE INDEX ledger_journal_to ON ledger_journal (to_account, sequence);

        CREATE TABLE ledger_reservations (
            sequence INTEGER PRIMARY KEY,
            deadline INTEGER NOT NULL,
            state INTEGER NOT NULL,
            closed_by INTEGER
        );
        CREATE INDEX ledger_reservations_open ON ledger_reservations (deadline) WHERE state = 0;

        CREATE TRIGGER ledger_journal_kept BEFORE DELETE ON ledger_journal
            BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
        CREATE TRIGGER ledger_journal_fixed BEFORE UPDATE OF
            sequence, id, kind, group_start, from_account, to_account, amount, from_balance, to_balance, at, reason, hash ON ledger_journal
            BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END;
        """;

    private const string Postgres1 = """
        CREATE TABLE ledger_head (
            one int PRIMARY KEY CHECK (one = 1),
            sequence bigint NOT NULL,
            hash bytea NOT NULL,
            last_account bigint NOT NULL,
            last_party bigint NOT NULL,
            epoch bigint NOT NULL
        ) WITH (fillfactor = 10);
        INSERT INTO ledger_head VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, 0, 0);

        CREATE TABLE ledger_parties (party bigint PRIMARY KEY, user_id bigint NOT NULL UNIQUE);

        CREATE TABLE ledger_accounts (
            id bigint PRIMARY KEY,
            kind smallint NOT NULL,
            party bigint NOT NULL,
            name text NOT NULL,
            floored boolean NOT NULL,
            balance bigint NOT NULL,
            UNIQUE (party, kind, name),
            CHECK (NOT floored OR balance >= 0),
            CHECK (balance BETWEEN -9000000000000000000 AND 9000000000000000000)
        ) WITH (fillfactor = 50);

        CREATE TABLE ledger_journal (
            sequence bigint PRIMARY KEY,
            id bytea NOT NULL UNIQUE,
            kind smallint NOT NULL,
            group_start bigint NOT NULL,
            from_account bigint NOT NULL,
            to_account bigint NOT NULL,
            amount bigint NOT NULL CHECK (amount > 0),
            from_balance bigint NOT NULL,
            to_balance bigint NOT NULL,
            at bigint NOT NULL,
            reason text NOT NULL,
            hash bytea NOT NULL,
            actor bigint,
            guild bigint,
            channel bigint,
            event bigint
        );
        CREATE INDEX ledger_journal_from ON ledger_journal (from_account, sequence);
        CREATE INDEX ledger_journal_to ON ledger_journal (to_account, sequence);

        CREATE TABLE ledger_reservations (
            sequence bigint PRIMARY KEY,
            deadline bigint NOT NULL,
            state smallint NOT NULL,
            closed_by bigint
        );
        CREATE INDEX ledger_reservations_open ON ledger_reservations (deadline) WHERE state = 0;

        CREATE FUNCTION ledger_journal_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'the journal is never rewritten or shortened'; END $$;
        CREATE TRIGGER ledger_journal_kept BEFORE DELETE ON ledger_journal FOR EACH ROW EXECUTE FUNCTION ledger_journal_is_final();
        CREATE TRIGGER ledger_journal_fixed BEFORE UPDATE OF
            sequence, id, kind, group_start, from_account, to_account, amount, from_balance, to_balance, at, reason, hash ON ledger_journal
            FOR EACH ROW EXECUTE FUNCTION ledger_journal_is_final();
        """;
}
