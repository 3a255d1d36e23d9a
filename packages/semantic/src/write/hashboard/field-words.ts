import { aggregates, type FieldMeta, grains, needsQuotes } from '../../read/hashboard/field-meta.ts'
import { foreignSql } from '../../read/hashboard/hashboard-sql.ts'
import { isObject } from '../../read/json-object.ts'
import { present } from '../../types/present.ts'
import { columnOf } from '../../read/source-parts.ts'

/** A column of a file of the format. */
export type Column = { id: string; type: 'attribute' | 'measure' } & Record<string, unknown>

/** A dimension as far as the format has words for it. */
export function attributeWords(meta: FieldMeta): Column {
  const column = text(meta['column'])
  return { ...head(meta, 'attribute'), ...(column === undefined ? { sql: foreignSql(text(meta['sql']) ?? '') } : { physicalName: column }), ...tail(meta) }
}

/** A metric as far as the format has words for it. */
export function measureWords(meta: FieldMeta): Column {
  const type = text(meta['type']) ?? ''
  const sql = text(meta['sql']) ?? ''
  const known = type === 'count' && sql === '1' ? 'row_count' : Object.keys(aggregates).find((word) => word !== 'row_count' && aggregates[word] === type)
  const aggregate = known ?? (type === 'count_distinct_approx' ? 'count_distinct' : undefined)
  return {
    ...head(meta, 'measure'),
    ...(aggregate === undefined ? {} : { aggregate }),
    ...(aggregate === 'row_count' ? {} : expression(sql)),
    ...tail(meta),
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const head = (meta: FieldMeta, type: Column['type']): Column =>
  present({ id: text(meta['name']) ?? '', name: text(meta['label']), description: text(meta['description']), type })

/** A column alone by its name, when the name says whether it stands in quotes. */
function expression(sql: string): object {
  const column = sql.startsWith('${TABLE}.') ? columnOf(sql) : undefined
  return column !== undefined && column.quoted === needsQuotes(column.name) ? { physicalName: column.name } : { sql: foreignSql(sql) }
}

function tail(meta: FieldMeta): object {
  const intervals = meta['time_intervals']
  const places = (Array.isArray(intervals) ? intervals : []).flatMap((name) => grains.flatMap((grain, place) => (grain === name ? [place] : [])))
  const range = places.length === 0 ? undefined : { minGranularity: word(Math.min(...places)), maxGranularity: word(Math.max(...places)) }
  return present({ isHiddenByDefault: meta['hidden'] === true ? true : undefined, aggregationOptions: range, formattingOptions: formatWords(meta) })
}

const word = (place: number): string | undefined => grains[place]?.toLowerCase()

function formatWords(meta: FieldMeta): object | undefined {
  const options = isObject(meta['format_options']) ? meta['format_options'] : {}
  const named = text(meta['format'])
  const digits = [options['round'], meta['round']].find((value) => typeof value === 'number')
  const currency =
    options['type'] === 'currency' ? (text(options['currency']) ?? 'USD') : ['usd', 'eur', 'gbp'].includes(named ?? '') ? named?.toUpperCase() : undefined
  const isPercent = options['type'] === 'percent' || named === 'percent'
  const grouped = options['separator'] === 'commaPeriod' ? true : options['separator'] === 'noSeparatorPeriod' ? false : undefined
  const words = present({
    fixedDecimals: digits,
    formatAsPercent: isPercent ? true : undefined,
    formatAsDollars: currency === 'USD' ? true : undefined,
    formatAsCurrency: currency !== undefined && currency !== 'USD' ? true : undefined,
    commaThousandsSeparators: grouped,
  })
  return Object.keys(words).length === 0 ? undefined : words
}
