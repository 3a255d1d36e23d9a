import { replaceReferences } from '../../plan/sql-template.ts'
import { qualifyColumns } from '../qualify-columns.ts'

/** What names in a piece of SQL mean. */
export type SqlNames = {
  /** What the model is called in its own SQL. */
  own: readonly string[]
  /** A column of a model that this one joins, as `table.field`; or why there is none. `undefined`: the name is one of a column. */
  joined(model: string, column: string): { field: string } | { why: string } | undefined
}

const held = /\{\{\s*([^{}]*?)\s*\}\}/g
const written = /\$\{[^{}]*\}/g
const environment = /\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)/
/** A column of a table by both names; texts between quotes are passed over. */
const qualified = /'(?:[^']|'')*'|(?<![\w."`}])([A-Za-z_]\w*)\s*\.\s*(?:"([^"]+)"|`([^`]+)`|([A-Za-z_]\w*))(?!\s*[.(\w])/g

/** SQL of the format, with columns as `${TABLE}.column` and other fields as `${field}`; or why that is not possible. */
export function ownSql(text: string, names: SqlNames): { sql: string } | { why: string } {
  const [variable] = environment.exec(text.replaceAll('$$', '')) ?? []
  if (variable !== undefined) return { why: `it reads ${variable}, which is set where the files are built and is not known here` }
  const parts: string[] = []
  const hold = (reference: string): string => `\${${parts.push(reference) - 1}}`
  let why: string | undefined
  const open = text
    .replaceAll('$$', '$')
    // What the author wrote so, too: all that is left of this form is held.
    .replaceAll(written, hold)
    .replaceAll(held, (_, reference: string) => hold(`\${${reference.replace(/^m:[\w-]*:/, '')}}`))
    .replaceAll(qualified, (all: string, model?: string, doubled?: string, ticked?: string, bare?: string) => {
      const column = doubled ?? ticked ?? bare ?? ''
      if (model === undefined) return all
      if (names.own.includes(model)) return hold(`\${TABLE}.${bare ?? `"${column}"`}`)
      const found = names.joined(model, column)
      if (found === undefined) return all
      if ('why' in found) why ??= found.why
      return 'why' in found ? all : hold(`\${${found.field}}`)
    })
  if (why !== undefined) return { why }
  return { sql: qualifyColumns(open).replaceAll(/\$\{(\d+)\}/g, (_, place: string) => parts[Number(place)] ?? '') }
}

/** The same the other way: columns by their names, other fields as `{{ field }}`. */
export const foreignSql = (sql: string): string =>
  replaceReferences(sql.replaceAll('$', '$$$$').replaceAll('$${', '${'), (_, text) => `{{ ${text.slice(2, -1).trim()} }}`).replaceAll('{{ TABLE }}.', '')
