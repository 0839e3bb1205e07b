using Microsoft.EntityFrameworkCore;

namespace ZorgId.Core.Persistence.PostgreSql;

/// <summary>Reads from PostgreSQL's catalogue everything that a database holds besides rows, and what anybody may do with it.</summary>
internal static class PostgreSqlCatalogue
{
    /// <summary>Reads the current schema.</summary>
    /// <param name="isOfAll">
    /// Reads the other schemas too, whose names then stand before those of their objects, and the rights that everybody has.
    /// </param>
    /// <remarks>Objects of an extension are left out, because they came with it. NOT NULL is read with the columns.</remarks>
    public static Task<List<SchemaObject>> ReadAsync(
        PortalDb db, bool isOfAll, CancellationToken cancellation) => db.Database.SqlQuery<SchemaObject>(
        $"""
        WITH place AS (
            SELECT oid AS space, CASE WHEN nspname = current_schema() THEN '' ELSE nspname || '.' END AS prefix FROM pg_namespace
            WHERE nspname = current_schema() OR {isOfAll} AND nspname !~ '^pg_' AND nspname <> 'information_schema'),
        relation AS (
            SELECT c.oid, prefix || relname AS name, relkind, relpersistence, relrowsecurity, relforcerowsecurity, relacl FROM pg_class c JOIN place ON space = relnamespace
            WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e'))
        SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' ELSE 'table of another kind' END AS "Kind",
            name AS "Table", name AS "Name", concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity,
                (SELECT 'child of ' || string_agg(inhparent::regclass::text, ', ') FROM pg_inherits WHERE inhrelid = relation.oid)) AS "Definition"
            FROM relation WHERE relkind NOT IN ('i', 'I', 't')
        UNION ALL SELECT 'index', t.name, i.name, concat_ws(' ', pg_get_indexdef(indexrelid, 0, true), indisvalid, CASE WHEN indexprs IS NOT NULL THEN 'by an expression' END,
                CASE WHEN indpred IS NOT NULL AND pg_get_expr(indpred, indrelid, true) !~ '^\(?["A-Za-z]+ IS NOT NULL\)?$' THEN 'where an expression holds' END)
            FROM pg_index JOIN relation i ON i.oid = indexrelid JOIN relation t ON t.oid = indrelid
        UNION ALL SELECT 'column', name, attname, concat_ws('; ', format_type(atttypid, atttypmod), collname, CASE WHEN attnotnull THEN 'not null' END,
                'identity ' || NULLIF(attidentity::text, ''), 'generated ' || NULLIF(attgenerated::text, ''), 'default ' || pg_get_expr(adbin, adrelid))
            FROM relation JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped LEFT JOIN pg_collation l ON l.oid = attcollation
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE relkind = 'r'
        UNION ALL SELECT 'constraint', name, conname, concat_ws(' ', pg_get_constraintdef(k.oid, true), convalidated)
            FROM pg_constraint k JOIN relation ON relation.oid = conrelid WHERE contype NOT IN ('n', 't')
        UNION ALL SELECT 'trigger', name, tgname, concat_ws(' ', pg_get_triggerdef(g.oid, true), tgenabled)
            FROM pg_trigger g JOIN relation ON relation.oid = tgrelid WHERE NOT tgisinternal OR tgenabled <> 'O'
        UNION ALL SELECT 'rule', name, rulename, pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN relation ON relation.oid = ev_class WHERE rulename <> '_RETURN'
        UNION ALL SELECT 'policy', name, polname, '' FROM pg_policy JOIN relation ON relation.oid = polrelid
        UNION ALL SELECT 'event trigger', '', evtname, '' FROM pg_event_trigger e
            WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_event_trigger'::regclass AND objid = e.oid AND deptype = 'e')
        UNION ALL SELECT 'function', '', prefix || proname, concat_ws(' ', pg_get_function_arguments(f.oid), prorettype::regtype, lanname, prosrc, prosecdef, proconfig)
            FROM pg_proc f JOIN pg_language l ON l.oid = prolang JOIN place ON space = pronamespace WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = f.oid AND deptype = 'e')
        UNION ALL SELECT 'type', '', prefix || typname, '' FROM pg_type y JOIN place ON space = typnamespace
            WHERE typtype IN ('d', 'e', 'r') AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = y.oid AND deptype = 'e')
        UNION ALL SELECT 'operator', '', prefix || oprname, '' FROM pg_operator o JOIN place ON space = oprnamespace
            WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_operator'::regclass AND objid = o.oid AND deptype = 'e')
        UNION ALL SELECT 'collation', '', prefix || collname, '' FROM pg_collation JOIN place ON space = collnamespace
        UNION ALL SELECT 'subscription', '', subname, '' FROM pg_subscription WHERE {isOfAll} AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        UNION ALL SELECT 'right', '', concat('of PUBLIC to ', privilege_type, ' on ', name), '' FROM (
            SELECT name, relacl AS acl FROM relation
            UNION ALL SELECT name, attacl FROM relation JOIN pg_attribute ON attrelid = relation.oid AND NOT attisdropped
            UNION ALL SELECT 'schema ' || nspname, nspacl FROM pg_namespace JOIN place ON space = pg_namespace.oid
            UNION ALL SELECT 'what is yet to be made', defaclacl FROM pg_default_acl WHERE defaclobjtype IN ('r', 'S')
                AND defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)) granted, aclexplode(acl)
            WHERE {isOfAll} AND grantee = 0 AND privilege_type <> 'USAGE'
        """).ToListAsync(cancellation);
}
