using Microsoft.Data.Sqlite;

namespace Bronx.Platform.Ledger;

/// <summary>One prepared statement with numbered parameters, kept for the life of the writer's connection.</summary>
internal sealed class SqliteStatement
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    /// <param name="sql">Parameters are <c>@0</c>, <c>@1</c> …</param>
    public SqliteStatement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _parameters = new SqliteParameter[parameters];
        for (var i = 0; i < parameters; i++)
        {
            _parameters[i] = new SqliteParameter { ParameterName = "@" + i };
            _command.Parameters.Add(_parameters[i]);
        }
    }

    /// <summary>Sets one parameter; null is SQL's NULL.</summary>
    public SqliteStatement Set(int parameter, object? value)
    {
        _parameters[parameter].Value = value ?? DBNull.Value;
        return this;
    }

    public int Execute(SqliteTransaction transaction)
    {
        _command.Transaction = transaction;
        return _command.ExecuteNonQuery();
    }

    public SqliteDataReader Read(SqliteTransaction transaction)
    {
        _command.Transaction = transaction;
        return _command.ExecuteReader();
    }
}
