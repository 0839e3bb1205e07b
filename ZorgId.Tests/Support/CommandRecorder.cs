using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ZorgId.Tests.Support;

/// <summary>Writes down what the database is asked, once it is told to.</summary>
public sealed class CommandRecorder : DbCommandInterceptor
{
    private readonly List<(string Sql, DbParameter[] Parameters)> _commands = [];
    private bool _isOn;

    /// <summary>Told each command before the database is.</summary>
    public Action<string>? Asked { get; set; }

    /// <summary>What was asked while <paramref name="act"/> ran.</summary>
    public async Task<IReadOnlyList<(string Sql, DbParameter[] Parameters)>> RecordAsync(Func<Task> act)
    {
        _commands.Clear();
        _isOn = true;
        await act();
        _isOn = false;
        return [.. _commands];
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Write(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Write(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Write(command);
        return new(result);
    }

    private void Write(DbCommand command)
    {
        Asked?.Invoke(command.CommandText);
        if (_isOn)
            _commands.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(Sql.Copy)]));
    }
}
