import { present } from '../../types/present.ts'
import { columnOf } from '../../read/source-parts.ts'
import type { CompiledJoin, CompiledTable, Explore } from '../../types/explore.ts'
import type { TimeSpan } from '../../types/metric-over-time.ts'
import type { ModelParameter, Spotlight } from '../../types/model-notes.ts'
import type { CompiledDimension, CompiledMetric, MetricFilterRule } from '../../types/field.ts'

/** What model YAML says of a model beside its columns, as its reader takes it. */
export function modelMeta(explore: Explore, table: CompiledTable): object {
  const required = (table.requiredFilters ?? []).filter((rule) => rule.required !== false)
  const proposed = (table.requiredFilters ?? []).filter((rule) => rule.required === false)
  return present({
    label: explore.label,
    group_label: explore.groupLabel,
    group_details: table.groupDetails,
    order_fields_by: table.orderFieldsBy,
    sql_filter: table.uncompiledSqlWhere,
    required_attributes: table.requiredAttributes,
    any_attributes: table.anyAttributes,
    primary_key: table.primaryKey,
    required_filters: required.length === 0 ? undefined : required.map(filterMeta),
    default_filters: proposed.length === 0 ? undefined : proposed.map(filterMeta),
    case_sensitive: explore.caseSensitive,
    ai_hint: explore.aiHint,
    spotlight: explore.spotlight === undefined ? undefined : spotlightMeta(explore.spotlight),
    parameters: table.parameters === undefined ? undefined : parametersMeta(table.parameters),
    joins: explore.joinedTables.map((join) => joinMeta(explore, join)),
    events: explore.events,
  })
}

function joinMeta(explore: Explore, join: CompiledJoin): object {
  const table = explore.tables[join.table]
  const model = table?.originalName ?? join.table
  const fields = [...Object.values(table?.dimensions ?? {}), ...Object.values(table?.metrics ?? {})]
  // Whole tables and lists of fields look alike once they are compiled; a list is written where something is hidden.
  const shown = fields.filter(({ hidden }) => !hidden).map(({ name }) => name)
  return present({
    join: model,
    alias: model === join.table ? undefined : join.table,
    label: table?.label,
    sql_on: join.sqlOn,
    type: join.type,
    hidden: join.hidden,
    always: join.always,
    relationship: join.relationship,
    description: join.description,
    fields: join.hidden === true || shown.length === fields.length ? undefined : shown,
  })
}

/** A dimension as model YAML describes it; its column is the field's expression. */
export function dimensionMeta(dimension: CompiledDimension, table: CompiledTable): object {
  const intervals = Object.values(table.dimensions).filter((other) => other.timeIntervalBaseDimensionName === dimension.name)
  const isTime = dimension.type === 'date' || dimension.type === 'timestamp'
  return present({
    ...shared(dimension),
    type: dimension.type,
    sql: columnOf(dimension.sql) === undefined ? dimension.sql : undefined,
    colors: dimension.colors,
    case_sensitive: dimension.caseSensitive,
    timezone: dimension.sourceTimezone,
    time_intervals: isTime ? (intervals.length === 0 ? 'OFF' : intervals.map((other) => other.timeInterval)) : undefined,
  })
}

/** A metric as model YAML describes it. */
export function metricMeta(metric: CompiledMetric): object {
  return present({
    ...shared(metric),
    type: metric.type,
    sql: metric.sql,
    percentile: metric.percentile,
    filters: metric.filters?.map(filterMeta),
    show_underlying_values: metric.showUnderlyingValues,
    format_options: metric.formatOptions,
    distinct_keys: metric.distinctKeys,
    ...overTimeMeta(metric),
  })
}

const spanText = (span: TimeSpan | undefined): string | undefined => (span === undefined ? undefined : `${span.count} ${span.unit}s`)

/** What a metric says about time. */
function overTimeMeta({ nonAdditive, cumulative, offset, conversion }: CompiledMetric): object {
  if (nonAdditive !== undefined) {
    const { time, choice, groupings } = nonAdditive
    return { non_additive_dimension: present({ name: time, window_choice: choice === 'last' ? 'max' : 'min', window_groupings: groupings }) }
  }
  if (cumulative !== undefined) {
    const { time, window, toDate, at } = cumulative
    return { cumulative: present({ time, window: spanText(window), grain_to_date: toDate, period_agg: at }) }
  }
  if (offset !== undefined) return { offset: { time: offset.time, by: spanText(offset.by) } }
  return conversion === undefined ? {} : { conversion: present({ ...conversion, window: spanText(conversion.window) }) }
}

function shared(field: CompiledDimension | CompiledMetric): object {
  return present({
    name: field.name,
    label: field.label,
    hidden: field.hidden ? true : undefined,
    groups: field.groups?.length === 0 ? undefined : field.groups,
    group_label: field.groupLabel,
    format: field.format,
    round: field.round,
    compact: field.compact,
    urls: field.urls,
    tags: field.tags,
    required_attributes: field.requiredAttributes,
    any_attributes: field.anyAttributes,
    ai_hint: field.aiHint,
    spotlight: field.spotlight === undefined ? undefined : spotlightMeta(field.spotlight),
  })
}

function spotlightMeta({ visibility, categories, owner, filterBy, segmentBy, defaultSegment, defaultFilter }: Spotlight): object {
  return present({
    visibility,
    categories,
    owner,
    filter_by: filterBy,
    segment_by: segmentBy,
    default_segment: defaultSegment,
    default_filter: defaultFilter,
  })
}

function parametersMeta(parameters: Record<string, ModelParameter>): object {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { allowCustomValues, optionsFromDimension, ...rest }]) => [
      name,
      present({ ...rest, allow_custom_values: allowCustomValues, options_from_dimension: optionsFromDimension }),
    ]),
  )
}

const quoted = (value: unknown): unknown => (typeof value === 'string' ? `"${value}"` : value)

/** A filter in the grammar of model YAML. */
function filterMeta({ target, operator, values = [], settings }: MetricFilterRule): object {
  const [first, second] = values
  const unit = settings?.unitOfTime ?? 'days'
  const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '')
  const list = (write: (value: unknown) => unknown): unknown => (values.length === 1 ? write(first) : values.map(write))
  const text = ((): unknown => {
    switch (operator) {
      case 'isNull':
        return null
      case 'notNull':
        return '!null'
      case 'equals':
        return list(quoted)
      case 'notEquals':
        return list((value) => `!${typeof value === 'string' ? `"${value}"` : plain(value)}`)
      case 'include':
        return list((value) => `%${plain(value)}%`)
      case 'doesNotInclude':
        return list((value) => `!%${plain(value)}%`)
      case 'startsWith':
        return list((value) => `${plain(value)}%`)
      case 'endsWith':
        return list((value) => `%${plain(value)}`)
      case 'greaterThan':
        return `> ${plain(first)}`
      case 'greaterThanOrEqual':
        return `>= ${plain(first)}`
      case 'lessThan':
        return `< ${plain(first)}`
      case 'lessThanOrEqual':
        return `<= ${plain(first)}`
      case 'inBetween':
      case 'notInBetween':
        return `${operator} ${plain(first)} and ${plain(second)}`
      case 'inThePast':
      case 'notInThePast':
      case 'inTheNext':
        return `${operator} ${plain(first)} ${settings?.completed === true ? 'completed ' : ''}${unit}`
      case 'inTheCurrent':
      case 'notInTheCurrent':
        return `${operator} ${unit}`
    }
  })()
  return { [target.fieldRef]: text }
}
