namespace ZorgId.Web.CommandLine;

/// <summary>What a command does with the database, and so what it needs of the machine.</summary>
internal enum DatabaseUse
{
    /// <summary>The command only reads. It works also where nothing can be written, and where the clock is wrong.</summary>
    Read,

    /// <summary>The command writes, and the database must exist.</summary>
    Write,

    /// <summary>The command writes, and may be the first thing that an operator does, so a missing database is made.</summary>
    Make,
}
