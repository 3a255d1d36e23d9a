import { intervalShapes } from '../../names/time-intervals.ts'
import type { Place } from '../../problems/place.ts'
import type { ModelSource } from '../model-source.ts'
import { qualifyColumns } from '../qualify-columns.ts'
import { fieldForSql } from '../source-parts.ts'

/** A piece of Cube SQL: the cube it belongs to, and all cubes by name. */
export type CubeSqlPlace = { own: string; cubes: ReadonlyMap<string, ModelSource>; at: Place }

const braces = /(?<!\\)\{([^{}]*)\}(?:\.([A-Za-z_]\w*|"[^"]+"))?/g
const environment = /^(FILTER_PARAMS|FILTER_GROUP|SECURITY_CONTEXT|COMPILE_CONTEXT|SQL_UTILS|security_context|filter_params)\b/

/**
 * SQL of a field with `{CUBE}` and `{member}` turned into `${TABLE}` and `${field}`; or why that is not possible. A column
 * of another cube is read through a field of it, which is added when there is none.
 */
export function fieldSql(text: string, place: CubeSqlPlace): { sql: string } | { why: string } {
  return resolve(text, place, (column) => `\${TABLE}.${column}`)
}

/** The condition of a join, in which columns of both cubes are fields with the name of their table. */
export function joinSql(text: string, place: CubeSqlPlace): { sql: string } | { why: string } {
  const own = place.cubes.get(place.own)
  const named = (name: string): string => (name.includes('.') ? name : `${place.own}.${name}`)
  const resolved = resolve(
    text,
    place,
    (column) => `\${${place.own}.${own === undefined ? column : fieldForSql(own, { sql: `\${TABLE}.${column}`, at: place.at })}}`,
  )
  if ('why' in resolved) return resolved
  return { sql: resolved.sql.replaceAll(/\$\{(?!TABLE\})([^{}]+)\}/g, (_, name: string) => `\${${named(name)}}`) }
}

function resolve(text: string, { own, cubes, at }: CubeSqlPlace, ownColumn: (column: string) => string): { sql: string } | { why: string } {
  let why: string | undefined
  const parts: string[] = []
  const held = text.replaceAll(braces, (_, inner: string, column: string | undefined) => {
    const reference = inner.trim()
    const found = environment.test(reference)
      ? { why: `it reads ${reference.split(/[.(]/)[0]}, which depends on who asks and is not known here` }
      : column === undefined
        ? memberOf(reference, own, cubes)
        : columnOf(reference, column, { own, cubes, at }, ownColumn)
    if ('why' in found) why ??= found.why
    else parts.push(found.sql)
    return `\${${parts.length - 1}}`
  })
  if (why !== undefined) return { why }
  return {
    sql: qualifyColumns(held.replaceAll(/\\([{}])/g, '$1'))
      .replaceAll(/\$\{TABLE\}\.("[^"]+"|\w+)/g, (_, column: string) => ownColumn(column))
      .replaceAll(/\$\{(\d+)\}/g, (_, number: string) => parts[Number(number)] ?? ''),
  }
}

function columnOf(
  reference: string,
  column: string,
  { own, cubes, at }: CubeSqlPlace,
  ownColumn: (column: string) => string,
): { sql: string } | { why: string } {
  if (reference === 'CUBE' || reference === own) return { sql: ownColumn(column) }
  const other = cubes.get(reference)
  // {member}.column does not exist in Cube; {CUBE.member}.x would be a part of a nested value.
  if (other === undefined) return { why: `it reads {${reference}}.${column}, and there is no cube ${reference}` }
  return { sql: `\${${reference}.${fieldForSql(other, { sql: `\${TABLE}.${column}`, at })}}` }
}

/** A member: `name`, `CUBE.name`, `cube.name`, each with a granularity behind it or not. */
function memberOf(reference: string, own: string, cubes: ReadonlyMap<string, ModelSource>): { sql: string } | { why: string } {
  if (!/^\w+(\.\w+){0,2}$/.test(reference)) return { why: `it reads {${reference}}, which is more than a name` }
  if (reference === 'CUBE') return { sql: '${TABLE}' }
  const names = reference.split('.')
  const first = names[0] ?? ''
  const isTable = names.length > 1 && (first === 'CUBE' || cubes.has(first))
  const [member = '', granularity, ...rest] = isTable ? names.slice(1) : names
  if (rest.length > 0) return { why: `it reads {${reference}}, which is not a member` }
  if (granularity !== undefined && !Object.hasOwn(intervalShapes, granularity.toUpperCase())) {
    return { why: `it reads {${reference}}, and ${granularity} is not an interval here` }
  }
  const field = granularity === undefined ? member : `${member}_${granularity.toLowerCase()}`
  return { sql: isTable && first !== 'CUBE' && first !== own ? `\${${first}.${field}}` : `\${${field}}` }
}
