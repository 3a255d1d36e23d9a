import { intervalShapes } from '../../names/time-intervals.ts'
import { qualifyColumns } from '../qualify-columns.ts'
import { entitySql } from './entity-field.ts'
import type { Lowering, Reach } from './entity-joins.ts'
import { fieldForSql } from '../source-parts.ts'
import type { TextAt } from './definitions.ts'

/** Where a filter is applied: the model whose rows it chooses, and what that model reaches. */
export type FilterPlace = { home: Lowering; reached: readonly Reach[]; lowerings: ReadonlyMap<string, Lowering> }

const placeholder = /\{\{(.*?)\}\}/gs
const call =
  /^(Dimension|TimeDimension|Entity|Metric)\s*\(\s*['"]([\w.]+)['"]\s*(?:,\s*['"](\w+)['"]\s*)?(?:,[^)]*)?\)\s*(?:\.grain\(\s*['"](\w+)['"]\s*\))?(.*)$/s

/** The condition as SQL with references to fields, or why it cannot be one. */
export function filterSql({ text }: TextAt, place: FilterPlace): { sql: string } | { why: string } {
  if (/\{%|\{#/.test(text)) return { why: 'its filter holds Jinja statements' }
  let why: string | undefined
  const parts: string[] = []
  const held = text.replaceAll(placeholder, (_, inner: string) => {
    const resolved = fieldOf(inner.trim(), place)
    if ('why' in resolved) why ??= resolved.why
    else parts.push(resolved.sql)
    return `\${${parts.length - 1}}`
  })
  if (why !== undefined) return { why }
  // Column names that stand bare in a filter are those of the home model; placeholders are kept out of that.
  return { sql: qualifyColumns(held).replaceAll(/\$\{(\d+)\}/g, (_, number: string) => parts[Number(number)] ?? '') }
}

function fieldOf(text: string, place: FilterPlace): { sql: string } | { why: string } {
  const [, kind, path = '', ownGrain, grain, rest = ''] = call.exec(text) ?? []
  if (kind === undefined || rest.trim() !== '') return { why: `its filter holds "${text.slice(0, 60)}", which is not read here` }
  if (kind === 'Metric') return { why: `its filter compares the metric ${path}, which would have to be computed for each entity before any row is chosen` }
  const names = path.split('__')
  const name = names.pop() ?? ''
  const entity = names.at(-1)
  if (kind === 'Entity') return entityField(name, place)
  const found = tableWith(name, entity, place)
  if (found === undefined) return { why: `its filter names the dimension ${path}, which cannot be reached from ${place.home.source.name}` }
  const interval = (grain ?? ownGrain)?.toUpperCase()
  if (interval !== undefined && !Object.hasOwn(intervalShapes, interval))
    return { why: `its filter cuts ${path} to ${interval}, which is not an interval here` }
  return { sql: `\${${found}${interval === undefined ? name : `${name}_${interval.toLowerCase()}`}}` }
}

/** `` for a dimension of the home model, `alias.` for one of a joined model. */
function tableWith(name: string, entity: string | undefined, { home, reached, lowerings }: FilterPlace): string | undefined {
  const has = ({ semantic }: Lowering): boolean => semantic.dimensions.some((dimension) => dimension.name === name)
  const isOwn =
    entity === undefined || entity === home.semantic.primaryEntity || home.semantic.entities.some((own) => own.name === entity && own.type === 'primary')
  if (isOwn && has(home)) return ''
  for (const reach of reached) {
    const target = lowerings.get(reach.model)
    if (reach.entity === entity && target !== undefined && has(target)) return `${reach.alias}.`
  }
  return undefined
}

function entityField(name: string, { home }: FilterPlace): { sql: string } | { why: string } {
  const entity = home.semantic.entities.find((own) => own.name === name)
  if (entity === undefined) return { why: `its filter names the entity ${name}, which ${home.source.name} does not have` }
  return { sql: `\${${fieldForSql(home.source, entitySql(entity))}}` }
}
