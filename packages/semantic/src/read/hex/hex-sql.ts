import type { Place } from '../../problems/place.ts'
import { qualifyColumns } from '../qualify-columns.ts'
import { fieldForSql } from '../source-parts.ts'
import type { HexModel, HexProject } from './hex-reading.ts'

type Sql = { sql: string } | { why: string }

const held = /\$\{\s*([^{}]*?)\s*\}(?:\s*\.\s*("[^"]+"|`[^`]+`|[A-Za-z_]\w*))?/g
const ownColumn = /\$\{TABLE\}\.("[^"]+"|`[^`]+`|\w+)/g

/** SQL of a field: columns become `${TABLE}.column`, `${field}` stays, and a field over relations is named by the last of them. */
export function fieldSql(text: string, model: HexModel, project: HexProject, at: Place): Sql {
  return resolved(text, { model, project, at }, (column) => `\${TABLE}.${column}`)
}

/** The condition of a relation, in which columns and fields of both models stand with the name of their table. */
export function joinSql(text: string, model: HexModel, project: HexProject, at: Place): Sql {
  const found = resolved(text, { model, project, at }, (column) => `\${${model.name}.${fieldForSql(model.model, { sql: `\${TABLE}.${column}`, at })}}`)
  if ('why' in found) return found
  return { sql: found.sql.replaceAll(/\$\{([^{}.]+)\}/g, (all, name: string) => (name === 'TABLE' ? all : `\${${model.name}.${name}}`)) }
}

function resolved(text: string, reading: { model: HexModel; project: HexProject; at: Place }, own: (column: string) => string): Sql {
  const { model } = reading
  if (/\{\{|\{%/.test(text)) return { why: 'it is a template ({{ … }}), and templates are not run' }
  let why: string | undefined
  const parts: string[] = []
  const hold = (found: Sql): string => {
    if ('why' in found) why ??= found.why
    return `\${${parts.push('sql' in found ? found.sql : '') - 1}}`
  }
  const open = text
    .replaceAll(held, (_, name: string, column: string | undefined) =>
      hold(column === undefined ? namedField(name, reading) : columnOf(name, column, reading, own)),
    )
    .replaceAll(new RegExp(`(?<![\\w."\`])${model.name}\\s*\\.\\s*("[^"]+"|[A-Za-z_]\\w*)`, 'g'), (_, column: string) => hold({ sql: own(column) }))
  if (why !== undefined) return { why }
  const qualified = qualifyColumns(open).replaceAll(ownColumn, (_, column: string) => own(column))
  return { sql: qualified.replaceAll(/\$\{(\d+)\}/g, (_, place: string) => parts[Number(place)] ?? '') }
}

/** A field by its name, alone or behind relations. */
export function namedField(name: string, { model, project }: { model: HexModel; project: HexProject }): Sql {
  const parts = name.split('.').map((part) => part.trim())
  const field = parts.pop() ?? ''
  const way = parts[0] === model.name && !model.relations.some(({ id }) => id === model.name) ? parts.slice(1) : parts
  const found = targetOf(model, way, project)
  if ('why' in found) return found
  if (!found.target.fields.has(field)) return { why: `it reads \${${name}}, and ${found.target.name} has no dimension or measure ${field}` }
  const last = way.at(-1)
  if (last === undefined) return { sql: `\${${field}}` }
  if (way.length > 1) {
    const known = model.ways.get(last)
    if (known !== undefined ? known.join('.') !== way.join('.') : model.relations.some(({ id }) => id === last)) {
      return { why: `it reads \${${name}}, and ${last} is another relation here` }
    }
    model.ways.set(last, way)
  }
  return { sql: `\${${last}.${field}}` }
}

/** The model at the end of a way of relations. */
export function targetOf(model: HexModel, way: readonly string[], { models }: Pick<HexProject, 'models'>): { target: HexModel } | { why: string } {
  let target = model
  for (const id of way) {
    const relation = target.relations.find((one) => one.id === id)
    const next = relation === undefined ? undefined : models.get(relation.target)
    if (next === undefined) return { why: `it reads ${way.join('.')}, and ${target.name} has no relation ${id}` }
    target = next
  }
  return { target }
}

/** A column of a model, by the name of the model or of a relation to it: `${orders}.amount`. */
function columnOf(
  name: string,
  column: string,
  { model, project, at }: { model: HexModel; project: HexProject; at: Place },
  own: (column: string) => string,
): Sql {
  const relation = model.relations.find(({ id }) => id === name)
  if (relation === undefined)
    return name === model.name ? { sql: own(column) } : { why: `it reads \${${name}}.${column}, and ${model.name} has no relation ${name}` }
  const target = project.models.get(relation.target)
  return target === undefined
    ? { why: `there is no model ${relation.target}` }
    : { sql: `\${${name}.${fieldForSql(target.model, { sql: `\${TABLE}.${column}`, at })}}` }
}
