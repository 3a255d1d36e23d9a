import type { CustomFormat } from '@atrium/semantic'
import { metricNamed } from '../explore-fields.ts'
import { asObject, asText } from '../plain.ts'
import { addMetric, type MetricKind, type QueryDraft } from '../query-draft.ts'
import type { Dataset } from './datasets.ts'

const kinds: Readonly<Record<string, MetricKind>> = {
  SUM: 'sum',
  AVG: 'average',
  MIN: 'min',
  MAX: 'max',
  COUNT: 'count',
  COUNT_DISTINCT: 'count_distinct',
}

type Simple = { type: MetricKind; column: string | null }

/** `SUM(amount)`, `COUNT(*)`, `COUNT(DISTINCT customer)`: an aggregate over one column, or over rows. */
function simpleOf(expression: string): Simple | null {
  const [, word = '', distinct, column = ''] = /^\s*(\w+)\s*\(\s*(distinct\s+)?["`[]?([\w$ ]+|\*)["`\]]?\s*\)\s*$/i.exec(expression) ?? []
  const type = distinct === undefined ? kinds[word.toUpperCase()] : word.toUpperCase() === 'COUNT' ? 'count_distinct' : undefined
  if (type === undefined) return null
  return column === '*' ? (type === 'count' ? { type, column: null } : null) : { type, column: column.trim() }
}

/** Formats of numbers as the library of drawing writes them: `.1%`, `$,.2f`, `,d`. */
export function formatOf(code: unknown): CustomFormat | undefined {
  const [, sign, digits, kind] = /^([$€£])?,?(?:\.(\d))?([%fdsr])?$/.exec(asText(code) ?? '-') ?? []
  if (sign === undefined && digits === undefined && kind === undefined) return undefined
  const round = digits === undefined ? (kind === 'd' ? 0 : undefined) : Number(digits)
  const rounded = round === undefined || kind === 's' ? {} : { round }
  if (kind === '%') return { type: 'percent', ...rounded }
  if (sign !== undefined) return { type: 'currency', currency: { $: 'USD', '€': 'EUR', '£': 'GBP' }[sign] ?? 'USD', ...rounded }
  return { type: 'number', ...rounded }
}

/** Adds a metric of a chart, saved (by its name) or made for it; its id, or null and a note. */
export function metricIn(draft: QueryDraft, dataset: Dataset, value: unknown, format: CustomFormat | undefined): string | null {
  const own = asObject(value)
  const name = asText(value) ?? asText(own['label']) ?? 'metric'
  const named = typeof value === 'string' ? metricNamed(draft.explore, value) : null
  if (named !== null) {
    if (!draft.query.metrics.includes(named.id)) draft.query.metrics.push(named.id)
    return named.id
  }
  const expression = typeof value === 'string' ? dataset.metrics.get(value) : asText(own['sqlExpression'])
  const column = asText(asObject(own['column'])['column_name'])
  const aggregate = kinds[(asText(own['aggregate']) ?? '').toUpperCase()]
  const simple =
    own['expressionType'] === 'SIMPLE' && aggregate !== undefined
      ? { type: aggregate, column: column ?? null }
      : expression === undefined
        ? null
        : simpleOf(expression)
  if (simple === null) {
    const said = expression === undefined ? 'the export does not say what it is' : `it is SQL: ${expression.slice(0, 200)}`
    draft.notes.push(`The metric "${name}" was left out: ${said}. Define it in the model.`)
    return null
  }
  return addMetric(draft, { ...simple, source: null, label: name, ...(format === undefined ? {} : { format }) })
}
