import { mapReader, type MapReader, type NamedMap } from '../map-reader.ts'
import type { ColumnSource } from '../model-source.ts'
import { childOf, scalarText } from '../node.ts'
import { columnFor, columnOf, dimensionSource } from '../source-parts.ts'
import { calculated } from './calculated.ts'
import { type HexModel, type HexProject, isHidden, types } from './hex-reading.ts'
import { fieldSql } from './hex-sql.ts'

/** The names and kinds of a model's fields, and which of them are columns, known before any of their SQL is read. */
export function declareFields(model: HexModel): void {
  for (const kind of ['dimension', 'measure'] as const) {
    for (const { name, offset, map } of model.items[`${kind}s`]) {
      const type = scalarText(childOf(map, 'type')) ?? (kind === 'measure' ? 'number' : 'string')
      model.fields.set(name, { kind, type: types[type] ?? 'string', isInstant: type === 'timestamp_tz' })
      if (kind === 'measure') continue
      const at = model.place(offset)
      const text = scalarText(childOf(map, 'expr_sql')) ?? (map.entries.has('expr_calc') ? undefined : name)
      const column = text === undefined ? undefined : columnOf(text)
      const sql = column === undefined ? 'NULL' : `\${TABLE}.${column.quoted ? `"${column.name}"` : column.name}`
      model.model.columns.push(columnFor(dimensionSource({ name, at, sql: { sql, at } })))
    }
  }
}

/** The dimensions of a model; those that cannot be expressed are refused. The first unique one is its key. */
export function readDimensions(model: HexModel, project: HexProject): void {
  for (const item of model.items.dimensions) {
    const { columns } = model.model
    const place = columns.findIndex(({ dimension }) => dimension.name === item.name)
    columns.splice(place, 1, ...readDimension(item, model, project))
  }
}

function readDimension({ name, offset, map }: NamedMap, model: HexModel, project: HexProject): ColumnSource[] {
  const { notes } = project
  const what = `dimension ${model.name}.${name}`
  const at = model.place(offset)
  const own = mapReader(model, map, what)
  const sql = expressionSql(own, { model, project, otherwise: name })
  if ('why' in sql) {
    model.fields.delete(name)
    notes.refused({ what, at, why: sql.why, hint: 'Write it as expr_sql with columns of the table.' })
    return []
  }
  if (own.flag('unique') === true) model.model.primaryKey ??= { names: [name], at }
  const typeName = own.text('type') ?? 'string'
  const type = types[typeName]
  if (type === undefined)
    notes.approximated({ what, at, why: `its type ${typeName} is text here`, hint: 'Turn it into text, a number or a date with expr_sql.' })
  else notes.read(what, at)
  const parts = { label: own.text('name'), description: own.text('description'), hidden: isHidden(own) }
  return [columnFor(dimensionSource({ name, at, ...parts, sql: { sql: sql.sql, at: own.placeOf('expr_sql') }, type: type ?? 'string' }))]
}

/** `expr_sql` or `expr_calc` of a map, or the field or column that `otherwise` names. */
export function expressionSql(
  own: MapReader,
  { model, project, otherwise }: { model: HexModel; project: HexProject; otherwise?: string },
): { sql: string } | { why: string } {
  const sql = own.text('expr_sql')
  const calculation = own.text('expr_calc')
  if (sql !== undefined && calculation !== undefined) return { why: 'it has both expr_sql and expr_calc' }
  if (calculation !== undefined) return calculated(calculation, { model, project })
  const text = sql ?? otherwise
  return text === undefined ? { why: 'it has neither expr_sql nor expr_calc' } : fieldSql(text, model, project, own.placeOf('expr_sql'))
}
