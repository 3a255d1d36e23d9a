/** Where the tables that notebooks write may be. `schema` null: the warehouse has none. */
type WritableTables = { schema: string | null; /** What their names begin with. */ prefix: string }

type WrittenTable = { schema: string | null; name: string; /** Null: none is named. */ database: string | null }

/** Names that all engines take without quotes, so that SQL finds a table however it writes its name. */
const plainName = /^[a-z][a-z0-9_]{0,62}$/

/** Which table a cell means that says `table`, `schema.table` or `database.schema.table`; or what is wrong with it, the first of all. */
export function readWrittenTable(text: string, { schema, prefix }: WritableTables): WrittenTable | { problem: 'name' | 'schema' | 'prefix' } {
  const [name = '', inSchema, database = null, ...more] = text.toLowerCase().split('.').toReversed()
  if (more.length > 0) return { problem: 'name' }
  if ((inSchema ?? schema ?? 'main') !== (schema ?? 'main') || (schema === null && database !== null)) return { problem: 'schema' }
  if (!name.startsWith(prefix)) return { problem: 'prefix' }
  return plainName.test(name) ? { schema, name, database } : { problem: 'name' }
}
