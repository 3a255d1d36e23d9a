import type { Client } from 'pg'
import type { BackupTable } from './backup-format.ts'

/**
 * The tables of the store with their columns, by name: everything in the schema but the list of migrations, columns that
 * the server computes, and what belongs to extensions.
 */
export async function listTables(client: Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(`
    select c.relname as "table", array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relname <> 'migrations'
       and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')
     group by c.relname
     order by c.relname`)
  return rows
}

/** Whether the schema has a table of this name. */
export async function hasTable(client: Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    'select exists (select from pg_tables where schemaname = current_schema() and tablename = $1) as found',
    [table],
  )
  return rows[0]?.found === true
}
