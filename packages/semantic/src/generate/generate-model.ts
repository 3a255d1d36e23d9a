import { printedText } from '../edit/yaml-text.ts'
import { columnKind } from '../compile/column-type.ts'
import { friendlyName } from '../names/friendly-name.ts'

/** A table to be described: columns in order, with the engine's own types. */
export type TableToModel = {
  /** Name of the model. */
  name: string
  /** Where its rows are; absent: in the table of the same name. */
  table?: string
  label?: string
  description?: string
  columns: readonly { name: string; type: string; label?: string }[]
}

/** Numbers that name, place or rate things: their sum means nothing. */
const notAdditive =
  /(^|_)(id|ids|key|code|nr|no|number|num|zip|plz|postcode|phone|year|jahr|month|monat|week|woche|day|tag|hour|lat|latitude|lon|lng|longitude|rate|ratio|percent|percentage|pct|prozent|share|avg|average|mean|median|price|preis|age|alter|score|rank|rating|index|version|temperature)(_|$)/i
const identifies = /(^|_)(id|uuid|key|code)$/i

/** True for a number that can be added up over rows, by its name. */
export const isAdditive = (name: string): boolean => !notAdditive.test(snakeCased(name))

/**
 * A model file for one table: every column as a dimension, a count, and a sum for each number that looks additive. It
 * compiles without problems, and it is a beginning: keys and joins are for a person to add.
 */
export function generateModel({ name, table, label, description, columns }: TableToModel): string {
  const taken = new Set(columns.map((column) => column.name.toLowerCase()))
  const free = (wanted: string): string => {
    let found = wanted
    for (let i = 2; taken.has(found.toLowerCase()); i++) found = `${wanted}_${i}`
    taken.add(found.toLowerCase())
    return found
  }
  const lines = ['version: 2', '', 'models:', `  - name: ${printedText(name)}`]
  if (description !== undefined) lines.push(`    description: ${printedText(description)}`)
  lines.push('    meta:', `      label: ${printedText(label ?? friendlyName(name))}`)
  if (table !== undefined && table !== name) lines.push(`      sql_table: ${JSON.stringify(`"${table.replaceAll('"', '""')}"`)}`)
  lines.push('      metrics:', `        ${free('row_count')}: { type: count, label: Rows, sql: "*" }`, '    columns:')
  for (const column of columns) {
    const { type } = columnKind(column.type)
    const shown = column.label ?? friendlyName(column.name)
    lines.push(`      - name: ${printedText(column.name)}`, '        meta:')
    const format = type === 'number' && (identifies.test(snakeCased(column.name)) || /(^|_)(year|jahr)$/i.test(snakeCased(column.name))) ? ', format: id' : ''
    lines.push(`          dimension: { type: ${type}, label: ${printedText(shown)}${format} }`)
    if (type !== 'number' || !isAdditive(column.name)) continue
    lines.push(
      '          metrics:',
      `            ${printedText(free(`total_${column.name}`))}: { type: sum, label: ${printedText(column.label === undefined ? friendlyName(`total_${column.name}`) : `Total ${shown}`)} }`,
    )
  }
  return `${lines.join('\n')}\n`
}

const snakeCased = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll(/[^\p{L}\p{N}]+/gu, '_')
