namespace ZorgId.Web.CommandLine;

/// <summary>What a command does with the database, and so what it needs of the machine.</summary>
internal enum DatabaseUse
{
    /// <summary>Reads. Works where nothing can be written, and by a clock that is wrong.</summary>
    Read,

    /// <summary>Writes; the database must be there.</summary>
    Write,

    /// <summary>Writes, and may be the first thing that is done: the database is made where it is missing.</summary>
    Make,
}
