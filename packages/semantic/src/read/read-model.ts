import { type Finding, problemOf } from '../problems/finding.ts'
import type { PlaceFinder } from '../problems/place.ts'
import type { Problem } from '../types/explore.ts'
import { checkKeys, checkUnused } from './check-keys.ts'
import { checkName } from './check-name.ts'
import { mapReader, type MapReader, type Reading } from './map-reader.ts'
import type { ColumnSource, MetricSource, ModelSource, Relation } from './model-source.ts'
import { childOf, type MapNode, mapAt } from './node.ts'
import { type ColumnMap, readColumn } from './read-column.ts'
import { readRequiredFilters } from './read-filters.ts'
import { type FieldSets, withoutSets } from './field-sets.ts'
import { readAttributes, readSql } from './read-field.ts'
import { readAiHint, readSets, readSpotlight } from './read-more-keys.ts'
import { readParameters } from './read-parameters.ts'
import { readModelExplores } from './read-model-explores.ts'
import { readCalendar } from './read-calendar.ts'
import { readEvents } from './read-events.ts'
import { readJoin } from './read-join.ts'
import { readMetric } from './read-metric.ts'
import { relationOfTable } from './relation-of-table.ts'

/** One model as its file shows it, whatever the form of the file. */
export type ModelMap = {
  name: string
  offset: number
  place: PlaceFinder
  /** The model itself: description, tags, config. */
  own: MapNode
  /** What it says about itself as an explore. */
  meta: MapNode
  columns: ColumnMap[]
  /** Where its rows are, unless its meta says so. */
  relation: Relation
  /** What was found on the way to these maps. */
  findings?: readonly Finding[]
  dependsOn?: ModelSource['dependsOn']
  sqlPath?: string | undefined
}

const known = new Set([
  'label',
  'sql_filter',
  'sql_where',
  'required_filters',
  'default_filters',
  'required_attributes',
  'order_fields_by',
  'group_label',
  'group_details',
  'joins',
  'metrics',
  'primary_key',
  'calendar',
  'events',
  'sql_table',
  'sql_from',
  'name',
  'type',
  'description',
  'dimensions',
  'columns',
  'config',
  'tags',
  'docs',
  'sets',
  'explores',
  'default_show_underlying_values',
  'default_time_dimension',
  'parameters',
  'spotlight',
  'ai_hint',
  'case_sensitive',
  'any_attributes',
  'pre_aggregates',
  'database',
  'schema',
  'alias',
  'meta',
  'tests',
  'data_tests',
  'constraints',
  'version',
  'versions',
  'access',
  'group',
  'groups',
  'owner',
  'owners',
  'tag',
  'table',
  'order',
  'time',
  'models',
])

const unused = new Map([['pre_aggregates', 'every question is asked of the tables themselves']])

/** Reads a model into its neutral form. Everything wrong is in its `problems`. */
export function readModel(input: ModelMap): ModelSource {
  const problems: Problem[] = []
  const reading: Reading = { place: input.place, report: (finding) => problems.push(problemOf(finding, input.name)) }
  const owner = `model ${input.name}`
  for (const finding of input.findings ?? []) reading.report(finding)
  checkName(reading, input.name, input.offset, 'model')
  checkKeys(reading, input.meta, known, owner)
  checkUnused(reading, input.meta, unused, owner)
  const meta = mapReader(reading, input.meta, owner)
  const own = mapReader(reading, input.own, owner)
  const config = mapReader(reading, mapAt(input.own, 'config') ?? { kind: 'map', entries: new Map(), offset: input.offset }, owner)
  const calendar = readCalendar(reading, meta, own, owner)
  const keyWritten = meta.texts('primary_key', 'strict')
  // A calendar has one row for each day.
  const primaryKey = keyWritten ?? (calendar === undefined ? undefined : [calendar.date])
  const sets = readSets(reading, meta)
  const shown = meta.texts('default_show_underlying_values')
  const finish = (metric: MetricSource): MetricSource => finishMetric(reading, metric, { sets, shown, primaryKey })
  return {
    name: input.name,
    at: input.place(input.offset),
    problems,
    relation: readRelation(meta) ?? input.relation,
    label: meta.text('label'),
    description: own.text('description'),
    tags: [...new Set([...(own.texts('tags') ?? []), ...(config.texts('tags') ?? [])])],
    groupLabel: meta.text('group_label'),
    groupDetails: readGroupDetails(reading, meta),
    orderFieldsBy: meta.word('order_fields_by', ['label', 'index'] as const),
    sqlFilter: readSql(meta, 'sql_filter') ?? readSql(meta, 'sql_where'),
    requiredFilters: readRequiredFilters(reading, meta, owner),
    ...readAttributes(meta),
    primaryKey:
      primaryKey === undefined
        ? undefined
        : { names: primaryKey, at: keyWritten === undefined && calendar !== undefined ? calendar.at : meta.placeOf('primary_key') },
    columns: input.columns.flatMap((each): ColumnSource[] => {
      const column = readColumn(reading, each)
      return column === undefined ? [] : [column.metrics.length === 0 ? column : { ...column, metrics: column.metrics.map(finish) }]
    }),
    dimensions: [],
    metrics: meta
      .named('metrics', 'strict')
      .flatMap((named) => (checkName(reading, named.name, named.offset, 'metric') ? (readMetric(reading, named) ?? []) : []))
      .map(finish),
    joins: meta.maps('joins', 'strict').flatMap((join) => readJoin(reading, join) ?? []),
    dependsOn: input.dependsOn ?? [],
    sqlPath: input.sqlPath,
    aiHint: readAiHint(meta),
    caseSensitive: meta.flag('case_sensitive'),
    spotlight: readSpotlight(reading, meta, owner),
    parameters: readParameters(reading, meta, input.name),
    sets,
    explores: readModelExplores(reading, meta),
    calendar,
    events: readEvents(reading, meta, owner),
    joinOnly: false,
  }
}

type Defaults = { sets: FieldSets | undefined; shown: string[] | undefined; primaryKey: string[] | undefined }

/** A metric with what its model says for all of its metrics. */
function finishMetric(reading: Reading, metric: MetricSource, { sets, shown, primaryKey }: Defaults): MetricSource {
  const values = metric.showUnderlyingValues ?? shown
  const finished = { ...metric, showUnderlyingValues: values === undefined ? undefined : withoutSets(values, sets) }
  const { distinctKeys } = metric
  if (distinctKeys === undefined) return finished
  const isKey = primaryKey?.length === distinctKeys.names.length && distinctKeys.names.every((name) => primaryKey.includes(name))
  if (metric.type === 'sum_distinct' || metric.type === 'average_distinct') {
    // Each row of the model counts once anyway, whatever is joined to it: its key says so.
    return isKey ? { ...finished, type: metric.type === 'sum_distinct' ? 'sum' : 'average', distinctKeys: undefined } : finished
  }
  reading.report({
    code: 'model.not_possible',
    severity: 'warning',
    at: distinctKeys.at,
    message: `metric ${metric.name} of type ${metric.type} has distinct_keys, which only sum_distinct and average_distinct read; they are ignored.`,
    hint: 'Remove them, or set the type to sum_distinct or average_distinct.',
  })
  return { ...finished, distinctKeys: undefined }
}

function readRelation(meta: MapReader): Relation | undefined {
  const sql = meta.text('sql_table', 'strict') ?? meta.text('sql_from', 'strict')
  if (sql === undefined || sql.trim() === '') return undefined
  const relation = relationOfTable(sql)
  const isQuery = relation.kind === 'sql' && /^(select|with|values|from)\b/i.test(relation.sql)
  return isQuery ? { ...relation, sql: `(${relation.sql})`, database: undefined, schema: undefined, name: undefined } : relation
}

function readGroupDetails(reading: Reading, meta: MapReader): ModelSource['groupDetails'] {
  if (childOf(meta.map, 'group_details') === undefined) return undefined
  return Object.fromEntries(
    meta.named('group_details').map(({ name, map }) => {
      const reader = mapReader(reading, map, `group ${name}`)
      const description = reader.text('description')
      return [name, { label: reader.text('label') ?? name, ...(description === undefined ? {} : { description }) }]
    }),
  )
}
