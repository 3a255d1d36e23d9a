import type { PoolClient } from 'pg'
import type { TablePlace, TableState } from '../warehouse.ts'

const statesSql = `
select case when c.oid is null then 'gone' when c.relkind = 'r' and pg_catalog.obj_description(c.oid, 'pg_class') = $3 then 'here' else 'other' end
from unnest($1::text[], $2::text[]) with ordinality as place (schema_name, table_name, number)
left join pg_catalog.pg_namespace as n on n.nspname = place.schema_name
left join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relname = place.table_name
order by place.number`

/** See `Warehouse.tableStates`. Whoever signs in may know which tables there are, also those that they may not read. */
export async function tableStates(client: PoolClient, places: readonly TablePlace[], mark: string): Promise<TableState[]> {
  const { rows } = await client.query<[TableState]>({
    text: statesSql,
    values: [places.map(({ schema }) => schema), places.map(({ name }) => name), mark],
    rowMode: 'array',
  })
  return rows.map(([state]) => state)
}
