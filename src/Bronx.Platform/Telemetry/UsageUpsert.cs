using System.Data.Common;
using System.Text;

namespace Bronx.Platform.Telemetry;

/// <summary>Adds many rows to sums in few statements; the same words serve both engines.</summary>
internal sealed class UsageUpsert(DbConnection connection, DbTransaction transaction)
{
    private const int RowsAtOnce = 200;

    /// <param name="keys">Columns that name a row, first in each row's values.</param>
    /// <param name="sums">Columns that grow by the new value.</param>
    /// <param name="latest">Columns that keep the larger value.</param>
    public async Task RunAsync(string table, string[] keys, string[] sums, string[] latest, IEnumerable<object[]> rows)
    {
        // In one order everywhere: two processes that save at once never wait for each other in a circle.
        foreach (var chunk in rows.OrderBy(row => row[0]).ThenBy(row => row.Length > 1 ? row[1] : null).Chunk(RowsAtOnce))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Sql(table, keys, sums, latest, chunk.Length);
            for (var i = 0; i < chunk.Length; i++)
            {
                for (var k = 0; k < chunk[i].Length; k++)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = $"p{i}_{k}";
                    parameter.Value = chunk[i][k];
                    command.Parameters.Add(parameter);
                }
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    private static string Sql(string table, string[] keys, string[] sums, string[] latest, int rows)
    {
        string[] columns = [.. keys, .. sums, .. latest];
        var sql = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
        for (var i = 0; i < rows; i++)
        {
            sql.Append(i == 0 ? "(" : ", (");
            for (var k = 0; k < columns.Length; k++)
            {
                sql.Append(k == 0 ? "" : ", ").Append($"@p{i}_{k}");
            }

            sql.Append(')');
        }

        sql.Append($" ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET ");
        sql.AppendJoin(
            ", ",
            sums.Select(sum => $"{sum} = {table}.{sum} + excluded.{sum}")
                .Concat(latest.Select(last => $"{last} = CASE WHEN excluded.{last} > {table}.{last} THEN excluded.{last} ELSE {table}.{last} END")));
        return sql.ToString();
    }
}
