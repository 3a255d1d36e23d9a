import type { WarehouseCatalog } from '@atrium/semantic'
import type { PoolClient } from 'pg'
import type { TableKeys } from '../warehouse.ts'

/**
 * What of a schema the account may read: tables, views and what else has rows; parts of a table are not listed beside it. A type has
 * its collation where that takes different texts for the same.
 */
const columnsSql = `
select c.relname, a.attname,
  pg_catalog.format_type(case when t.typtype = 'd' then t.typbasetype else a.atttypid end, case when t.typtype = 'd' then t.typtypmod else a.atttypmod end)
    || coalesce(' COLLATE ' || pg_catalog.quote_ident(l.collname), '')
from pg_catalog.pg_namespace as n
join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_catalog.pg_type as t on t.oid = a.atttypid
left join pg_catalog.pg_collation as l on l.oid = a.attcollation and not l.collisdeterministic
where n.nspname = $1 and pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
order by c.relname, a.attnum`

/** Primary and foreign keys within a schema, with their columns in order. */
const keysSql = `
select c.relname, k.contype, names.own, r.relname, names.other
from pg_catalog.pg_constraint as k
join pg_catalog.pg_class as c on c.oid = k.conrelid and not c.relispartition
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
left join pg_catalog.pg_class as r on r.oid = k.confrelid
cross join lateral (
  select array_agg(own.attname::text order by pair.place) as own, array_agg(other.attname::text order by pair.place) as other
  from unnest(k.conkey, coalesce(k.confkey, k.conkey)) with ordinality as pair (own, other, place)
  join pg_catalog.pg_attribute as own on own.attrelid = k.conrelid and own.attnum = pair.own
  join pg_catalog.pg_attribute as other on other.attrelid = (case when k.contype = 'f' then k.confrelid else k.conrelid end) and other.attnum = pair.other
) as names
where n.nspname = $1 and (k.contype = 'p' or k.contype = 'f' and r.relnamespace = c.relnamespace)
order by c.relname, k.conname`

export async function readCatalog(client: PoolClient, schema: string): Promise<WarehouseCatalog> {
  const { rows } = await client.query<[string, string, string]>({ text: columnsSql, values: [schema], rowMode: 'array' })
  const catalog = Object.create(null) as WarehouseCatalog
  for (const [table, column, type] of rows) (catalog[table] ??= Object.create(null) as Record<string, string>)[column] = type
  return catalog
}

export async function readKeys(client: PoolClient, schema: string): Promise<Record<string, TableKeys>> {
  const { rows } = await client.query<[string, 'p' | 'f', string[], string | null, string[]]>({ text: keysSql, values: [schema], rowMode: 'array' })
  const keys = Object.create(null) as Record<string, TableKeys>
  for (const [table, kind, columns, referenced, references] of rows) {
    const known = keys[table] ?? { primaryKey: [], foreignKeys: [] }
    keys[table] =
      kind === 'p' ? { ...known, primaryKey: columns } : { ...known, foreignKeys: [...known.foreignKeys, { columns, table: referenced ?? '', references }] }
  }
  return keys
}
