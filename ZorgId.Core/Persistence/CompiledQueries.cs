using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ZorgId.Core.Persistence;

/// <summary>
/// A set of queries that EF Core compiles once, for those that each login asks. A compiled query belongs to the model that it was
/// compiled for, and each kind of database has its own, so each model has its own set.
/// </summary>
/// <typeparam name="TQueries">The set: <c>EF.CompileAsyncQuery</c> makes each of its members.</typeparam>
internal static class CompiledQueries<TQueries>
    where TQueries : class, new()
{
    private static readonly ConditionalWeakTable<IModel, TQueries> OfModels = [];

    public static TQueries For(IModel model) => OfModels.GetOrCreateValue(model);
}
