import type { WantedModels } from '../../../api/table-models.ts'

/** What a query string names; nothing for one that was not written here. */
export function readWanted(search: string): WantedModels {
  const given = new URLSearchParams(search)
  return { tables: listIn(given.get('tables')), withoutJoins: listIn(given.get('without')) }
}

/** The query string of some tables and joins, without `?`. */
export function writeWanted({ tables, withoutJoins }: WantedModels): string {
  const text = new URLSearchParams()
  if (tables.length > 0) text.set('tables', JSON.stringify(tables))
  if (withoutJoins.length > 0) text.set('without', JSON.stringify(withoutJoins))
  return text.toString()
}

function listIn(text: string | null): string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? [...new Set(list.filter((one) => typeof one === 'string'))] : []
  } catch {
    return []
  }
}
