import type { DimensionType, FieldUrl } from '../../types/field.ts'
import type { DimensionSource, IntervalsSource } from '../model-source.ts'
import { columnFor, dimensionSource } from '../source-parts.ts'
import { timeframesOf } from './field-names.ts'
import { blocksOf, flagOf, type LookmlBlock, textAt, textOf, textsOf } from './lookml-node.ts'
import { lookmlSql } from './lookml-sql.ts'
import { caseSql, tierSql } from './sorted-values.ts'
import { intervalOf } from './timeframes.ts'
import { formatOf } from './value-format.ts'
import { grantsOf, placeOf, type ViewReading } from './view-reading.ts'

const types: Record<string, DimensionType> = {
  string: 'string',
  zipcode: 'string',
  number: 'number',
  int: 'number',
  yesno: 'boolean',
  tier: 'string',
  bin: 'string',
  date: 'date',
  date_raw: 'timestamp',
  date_time: 'timestamp',
}

/** The dimensions and dimension groups of a view, added to its model; those that cannot be expressed are refused. */
export function readDimensions(reading: ViewReading): void {
  const { view, model, notes } = reading
  const keys: string[] = []
  for (const block of blocksOf(view.block, 'dimension')) {
    const what = `dimension ${view.name}.${block.name ?? ''}`
    add(reading, block, what, readDimension(reading, block, what))
    if (flagOf(block, 'primary_key') === true && model.columns.some(({ dimension }) => dimension.name === block.name)) keys.push(block.name ?? '')
  }
  if (keys.length > 0) model.primaryKey = { names: keys, at: view.place(view.block.nameOffset) }
  for (const block of blocksOf(view.block, 'dimension_group')) {
    const what = `dimension group ${view.name}.${block.name ?? ''}`
    add(reading, block, what, readGroup(reading, block, what))
  }
  for (const key of ['parameter', 'filter'] as const) {
    for (const block of blocksOf(view.block, key)) {
      const why = 'it has a meaning only in Liquid, which is not run here'
      notes.refused({ what: `${key} ${view.name}.${block.name ?? ''}`, at: view.place(block.nameOffset), why, hint: 'Filter by a dimension instead.' })
    }
  }
}

function add({ view, model, notes }: ViewReading, block: LookmlBlock, what: string, found: DimensionSource | { why: string }): void {
  const at = view.place(block.nameOffset)
  if ('why' in found) notes.refused({ what, at, why: found.why, hint: 'Write it as plain SQL of a dimension, or put it into the table.' })
  else {
    model.columns.push(columnFor(found))
    notes.read(what, at)
  }
}

function readDimension(reading: ViewReading, block: LookmlBlock, what: string): DimensionSource | { why: string } {
  const typeName = textOf(block, 'type') ?? 'string'
  const type = Object.hasOwn(types, typeName) ? types[typeName] : undefined
  if (type === undefined) return { why: `its type ${typeName} is not known here` }
  const sql = sqlOf(reading, block, typeName, what)
  if ('why' in sql) return sql
  return field(reading, block, { sql: sql.sql, type, intervals: type === 'date' ? { kind: 'default' } : { kind: 'off' }, what })
}

function sqlOf(reading: ViewReading, block: LookmlBlock, typeName: string, what: string): { sql: string } | { why: string } {
  const [cases] = blocksOf(block, 'case')
  if (cases !== undefined) return caseSql(reading, cases)
  const written = textAt(block, 'sql')
  const sql = lookmlSql(written?.text ?? `\${TABLE}.${block.name ?? ''}`, reading.sqlPlace)
  if ('why' in sql || (typeName !== 'tier' && typeName !== 'bin')) return sql
  const why = 'its steps are named by their bounds and sorted as text'
  reading.notes.approximated({ what, at: reading.view.place(block.nameOffset), why, hint: 'Use bins in the explore if the order of the steps matters.' })
  return tierSql(sql.sql, [...textsOf(block, 'tiers'), ...textsOf(block, 'bins')])
}

/** A dimension group is one dimension with intervals; `created_date` is its day. */
function readGroup(reading: ViewReading, block: LookmlBlock, what: string): DimensionSource | { why: string } {
  if (textOf(block, 'type') === 'duration') return { why: 'durations between two times are not known here' }
  const sql = lookmlSql(textOf(block, 'sql') ?? `\${TABLE}.${block.name ?? ''}`, reading.sqlPlace)
  if ('why' in sql) return sql
  const timeframes = timeframesOf(block)
  const unknown = timeframes.filter((timeframe) => intervalOf(timeframe) === undefined)
  if (unknown.length > 0) {
    const why = `the timeframes ${unknown.join(', ')} are not known here`
    reading.notes.approximated({ what, at: placeOf(reading, block, 'timeframes'), why, hint: 'Add a dimension with SQL for each of them.' })
  }
  const intervals = timeframes.flatMap((timeframe) => {
    const interval = intervalOf(timeframe)
    return interval === undefined ? [] : interval === 'moment' ? (['RAW'] as const) : [interval]
  })
  const type = textOf(block, 'datatype') === 'date' ? 'date' : 'timestamp'
  const list: IntervalsSource = {
    kind: 'list',
    intervals: [...new Set(intervals)].filter((interval) => type === 'timestamp' || interval !== 'RAW'),
    at: placeOf(reading, block, 'timeframes'),
  }
  return field(reading, block, { sql: sql.sql, type, intervals: list, what })
}

type Parts = Pick<DimensionSource, 'type' | 'intervals'> & { sql: string; what: string }

function field(reading: ViewReading, block: LookmlBlock, { sql, type, intervals, what }: Parts): DimensionSource | { why: string } {
  const grants = grantsOf(block, reading.grants)
  if ('why' in grants) return grants
  const groupLabel = textOf(block, 'group_label')
  const tags = textsOf(block, 'tags')
  return dimensionSource({
    name: block.name ?? '',
    at: reading.view.place(block.nameOffset),
    label: textOf(block, 'label'),
    description: textOf(block, 'description'),
    sql: { sql, at: placeOf(reading, block, 'sql') },
    type,
    intervals,
    hidden: flagOf(block, 'hidden') ?? flagOf(reading.view.block, 'fields_hidden_by_default') ?? false,
    groups: groupLabel === undefined ? [] : [groupLabel],
    groupLabel,
    tags: tags.length === 0 ? undefined : tags,
    urls: linksOf(reading, block, what),
    requiredAttributes: grants.required,
    ...formatOf(reading, block, what).dimension,
  })
}

/** Links whose Liquid is no more than the value, or that of another field of the row. */
export function linksOf({ notes, view }: ViewReading, block: LookmlBlock, what: string): FieldUrl[] | undefined {
  const links = blocksOf(block, 'link').flatMap((link): FieldUrl[] => {
    const url = (textOf(link, 'url') ?? '')
      .replaceAll(/\{\{\s*(?:value|rendered_value)\s*\}\}/g, '${value.raw}')
      .replaceAll(/\{\{\s*(\w+)\.(\w+)\._value\s*\}\}/g, '$${row.$1.$2.raw}')
    if (url !== '' && !/\{[{%]/.test(url)) return [{ label: textOf(link, 'label') ?? url, url }]
    notes.refused({ what: `link of ${what}`, at: view.place(link.offset), why: 'its url holds Liquid that is not read here', hint: 'Use {{ value }} alone.' })
    return []
  })
  return links.length === 0 ? undefined : links
}
