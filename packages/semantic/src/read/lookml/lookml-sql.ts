import { qualifyColumns } from '../qualify-columns.ts'
import type { FieldNames } from './field-names.ts'

/** A piece of LookML SQL: the view it belongs to, the names of all views' fields, and where views' rows are. */
export type LookmlSqlPlace = { view: string; names: ReadonlyMap<string, FieldNames>; tables: ReadonlyMap<string, string> }

/**
 * SQL with references to fields by their names here, or why that is not possible. References to the own view lose its
 * name, so that they hold under any alias.
 */
export function lookmlSql(text: string, { view, names, tables }: LookmlSqlPlace): { sql: string } | { why: string } {
  const liquid = /\{[%{]\s*([^%}]*)/.exec(text)
  if (liquid !== null) return { why: `its SQL holds Liquid (${liquid[0].trim().slice(0, 40)}), which is not run here` }
  let why: string | undefined
  const resolved = text.replaceAll(/\$\{([^{}]*)\}/g, (all, inner: string) => {
    const reference = inner.trim()
    if (reference === 'TABLE') return '${TABLE}'
    const dot = reference.indexOf('.')
    const table = dot === -1 ? view : reference.slice(0, dot)
    const name = reference.slice(dot + 1)
    if (name === 'SQL_TABLE_NAME') {
      const found = tables.get(table)
      if (found === undefined) why ??= `it reads the table of ${table}, which is not known`
      return found ?? all
    }
    const known = names.get(table)
    // A view under an alias is not among the names; the compiler checks what is behind it.
    const field = known === undefined ? aliasField(names, name) : known.get(name)
    if (field === undefined) {
      why ??= `it reads \${${reference}}, and ${table} has no such field here`
      return all
    }
    return table === view ? `\${${field}}` : `\${${table}.${field}}`
  })
  return why === undefined ? { sql: qualifyColumns(resolved) } : { why }
}

/** The name of a field behind an alias: the same in every view that has it. */
function aliasField(names: ReadonlyMap<string, FieldNames>, name: string): string {
  for (const fields of names.values()) {
    const found = fields.get(name)
    if (found !== undefined) return found
  }
  return name
}
