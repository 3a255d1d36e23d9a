import type { Place } from '../../problems/place.ts'
import type { AggregateType } from '../../types/field.ts'
import { jsonNode } from '../json-node.ts'
import type { MetricSource, ModelSource } from '../model-source.ts'
import { childOf, type MapNode, scalarText } from '../node.ts'
import { problemOf } from '../../problems/finding.ts'
import { qualifyColumns } from '../qualify-columns.ts'
import { readMetric } from '../read-metric.ts'
import { freeName, metricSource } from '../source-parts.ts'
import { type AggregateCall, aggregateCalls } from './aggregate-calls.ts'
import { expressionOf, extensionOf, namedMaps, type OsiReading } from './osi-parts.ts'

type Context = { reading: OsiReading; models: ReadonlyMap<string, ModelSource> }
type Named = { name: string; map: MapNode; at: Place }

/** The metrics of a semantic model, each added to the dataset whose rows it counts; those that fit nowhere are refused. */
export function readMetrics(reading: OsiReading, model: MapNode, models: ReadonlyMap<string, ModelSource>): void {
  for (const metric of namedMaps(reading, model, 'metrics')) {
    const context = { reading, models }
    const why = addOwn(context, metric) ?? addParsed(context, metric)
    if (why === undefined || why === '') reading.notes.read(`metric ${metric.name}`, metric.at)
    else
      reading.notes.refused({
        what: `metric ${metric.name}`,
        at: metric.at,
        why,
        hint: 'Write it with SUM, COUNT, AVG, MIN, MAX or MEDIAN over fields as dataset.field.',
      })
  }
}

/** A metric that our extension describes: '' when it was added, `undefined` when there is no such extension. */
function addOwn({ reading, models }: Context, { name, map, at }: Named): string | undefined {
  const { dataset, metric } = extensionOf(reading, map, `metric ${name}`)
  const model = typeof dataset === 'string' ? models.get(dataset) : undefined
  const node = jsonNode(metric)
  if (model === undefined || node.kind !== 'map') return undefined
  const own = scalarText(childOf(node, 'name')) ?? name
  const found = readMetric(
    { place: () => at, report: (finding) => void model.problems.push(problemOf(finding, model.name)) },
    { name: own, offset: 0, map: node },
  )
  if (found === undefined) return 'its extension does not describe a metric'
  model.metrics.push({ ...found, description: found.description ?? scalarText(childOf(map, 'description')) })
  return ''
}

const aggregates: Record<string, AggregateType> = { sum: 'sum', count: 'count', avg: 'average', min: 'min', max: 'max', median: 'median' }

/** A metric by its expression: answers why it cannot be added. */
function addParsed({ reading, models }: Context, { name, map, at }: Named): string | undefined {
  const expression = expressionOf(map)
  if ('why' in expression) return expression.why
  const { sql: text } = expression
  const calls = aggregateCalls(text)
  if (calls === undefined) return 'a bracket or a quote in its expression is not closed'
  if (calls.length === 0) return 'its expression aggregates nothing that is known here'
  const outside = calls.reduceRight((rest, call) => rest.slice(0, call.start) + rest.slice(call.end), text)
  if (/[A-Za-z_]\w*\s*\.\s*[A-Za-z_"]|\bover\s*\(/i.test(outside)) return 'its expression reads fields outside of an aggregate'
  const parts: { model: ModelSource; metric: MetricSource }[] = []
  const base = { at, description: scalarText(childOf(map, 'description')) }
  const isWhole = calls.length === 1 && calls[0]?.start === 0 && calls[0].end === text.length
  for (const call of calls) {
    const part = aggregateOf(call, models, text)
    if ('why' in part) return part.why
    const own = freeName(part.model, isWhole ? name : `${name}_${parts.length + 1}`)
    const sql = { sql: part.sql, at: reading.place(expression.offset) }
    parts.push({ model: part.model, metric: metricSource({ ...base, name: own, type: part.type, sql, hidden: !isWhole }) })
  }
  const homes = [...new Set(parts.map(({ model }) => model))]
  const home = homes.find((model) => homes.every((other) => other === model || aliasOf(model, other) !== undefined))
  if (home === undefined) return `no relationships lead from one of ${homes.map((model) => model.name).join(', ')} to the others`
  for (const { model, metric } of parts) model.metrics.push(metric)
  if (isWhole) return undefined
  if (homes.length > 1) noteRows(reading, { name, at, home, homes })
  let sql = text
  for (const [place, call] of [...calls.entries()].toReversed()) {
    const { model, metric } = parts[place] ?? {}
    const alias = model === undefined || model === home ? '' : `${aliasOf(home, model)}.`
    sql = `${sql.slice(0, call.start)}\${${alias}${metric?.name}}${sql.slice(call.end)}`
  }
  home.metrics.push(metricSource({ ...base, name: freeName(home, name), type: 'number', sql: { sql, at: reading.place(expression.offset) } }))
  return undefined
}

function noteRows({ notes }: OsiReading, { name, at, home, homes }: { name: string; at: Place; home: ModelSource; homes: ModelSource[] }): void {
  const others = homes.filter((model) => model !== home).map((model) => model.name)
  const why = `it is computed in explore ${home.name}: of ${others.join(', ')} only the rows that belong to a row of ${home.name} count`
  notes.approximated({ what: `metric ${name}`, at, why, hint: 'Check the figure where rows without a partner matter.' })
}

const aliasOf = (from: ModelSource, to: ModelSource): string | undefined => {
  const join = from.joins.find(({ model }) => model === to.name)
  return join === undefined ? undefined : (join.alias ?? join.model)
}

const qualified = /(?<![\w."])(?:"([^"]+)"|([A-Za-z_]\w*))\s*\.\s*(?:"([^"]+)"|([A-Za-z_]\w*))/g

/** One aggregate as a metric of the dataset whose rows it reads. */
function aggregateOf(
  call: AggregateCall,
  models: ReadonlyMap<string, ModelSource>,
  whole: string,
): { model: ModelSource; type: AggregateType; sql: string } | { why: string } {
  const type = call.distinct && call.name === 'count' ? 'count_distinct' : aggregates[call.name]
  if (type === undefined || (call.distinct && call.name !== 'count' && call.name !== 'min' && call.name !== 'max')) {
    return { why: `${call.name.toUpperCase()} DISTINCT is not known here` }
  }
  const text = call.argument === '*' ? '1' : call.argument
  const named = namesIn(text, models)
  const candidates = named.length > 0 ? named : models.size === 1 ? [...models.keys()] : [...new Set(namesIn(whole, models))]
  const known = candidates.map((name) => models.get(name)).filter((model) => model !== undefined)
  if (known.length === 0 || (named.length === 0 && known.length > 1)) return { why: `${text} does not say of which dataset it is` }
  const home = known.find((model) => known.every((other) => other === model || aliasOf(model, other) !== undefined))
  if (home === undefined) return { why: `no relationships lead from one of ${candidates.join(', ')} to the others` }
  const sql = text.replaceAll(qualified, (all, quotedTable?: string, table?: string, quotedName?: string, name?: string) => {
    const model = models.get(quotedTable ?? table ?? '')
    const field = quotedName ?? name ?? ''
    if (model === undefined) return all
    const isField = model.columns.some(({ dimension }) => dimension.name === field)
    if (model === home) return isField ? `\${${field}}` : `\${TABLE}.${quotedName === undefined ? field : `"${field}"`}`
    return `\${${aliasOf(home, model)}.${field}}`
  })
  return { model: home, type, sql: qualifyColumns(sql) }
}

function namesIn(text: string, models: ReadonlyMap<string, ModelSource>): string[] {
  const names = [...text.matchAll(qualified)].map(([, quoted, bare]) => quoted ?? bare ?? '').filter((name) => models.has(name))
  return [...new Set(names)]
}
