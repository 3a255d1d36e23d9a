import type { InsightResult } from '@atrium/semantic'
import { z } from 'zod'
import { insightAnswer } from '../../../domain/endpoints/insights/insight-answer.ts'
import { wireColumns } from '../../../domain/explore/result-rows.ts'
import { AppError } from '../../../platform/errors.ts'
import type { QueryResult } from '../../../query/query-service.ts'

/** Rows when nothing is said, and at most. */
export const defaultRows = 100
export const mostRows = 500
/** Characters of all rows together, and of one value. */
const maxCharacters = 40_000
const maxValue = 500

const receiptWire = z.object({
  queryId: z.string(),
  dataAsOf: z.string().describe('When the data was read'),
  cache: z.enum(['hit', 'miss', 'joined']),
  policiesApplied: z.array(z.string()).describe('Row rules and attributes that narrowed what the caller sees'),
  modelRevision: z.string(),
  proof: z.object({ status: z.enum(['safe', 'unproven']), lines: z.array(z.string()) }).describe('Why no row is counted twice, or that it is not known'),
  timezone: z.string(),
})

/** A result as agents get it. */
export const answerWire = z.object({
  columns: z.array(z.object({ id: z.string(), label: z.string(), type: z.string() })),
  rows: z.array(z.array(z.unknown())).describe('Raw values in the order of the columns; numbers of which a double would lose digits are text'),
  insight: z.unknown().optional().describe('Of a question about events: its answer, in place of rows'),
  rowCount: z.number().int().describe('Rows shown'),
  truncated: z.boolean().describe('There are more rows than are shown'),
  notes: z.array(z.string()).describe('What to tell people with the numbers'),
  receipt: receiptWire,
})
export type AnswerWire = z.infer<typeof answerWire>

/** The first rows of a result, as many as fit, with their receipt. */
export function toAnswer(result: QueryResult, timezone: string, most = mostRows): AnswerWire {
  const insight = insightAnswer(result)
  const shown = wireColumns(result, { limit: most })
  const rows: unknown[][] = []
  let characters = 0
  for (let row = 0; row < Math.min(result.rowCount, most); row++) {
    const values = shown.map(({ cells }) => short(cells[row]))
    characters += JSON.stringify(values).length
    if (characters > maxCharacters && rows.length > 0) break
    rows.push(values)
  }
  const isCut = rows.length < result.rowCount && insight === null
  const { receipt } = result
  return {
    ...(insight === null ? {} : { insight: fitting(insight.answer) }),
    columns: (insight === null ? shown : []).map(({ column: { fieldId, type } }) => ({ id: fieldId, label: labelOf(result.fields[fieldId], fieldId), type })),
    rows: insight === null ? rows : [],
    rowCount: insight === null ? rows.length : 0,
    truncated: isCut || result.truncated,
    notes: notesOf(result, rows.length, isCut),
    receipt: {
      queryId: receipt.queryId,
      dataAsOf: receipt.dataAsOf,
      cache: receipt.cache,
      policiesApplied: receipt.policiesApplied,
      modelRevision: receipt.modelRevision,
      proof: receipt.proof,
      timezone: result.effectiveQuery?.timezone ?? timezone,
    },
  }
}

/** An answer that fits; throws what to do for one that does not, for a part of it would look like the whole. */
function fitting(answer: InsightResult): InsightResult {
  if (JSON.stringify(answer).length <= maxCharacters) return answer
  throw new AppError(
    'limit_exceeded',
    'This answer is too long for an agent. Ask for a shorter range with date_from and date_to, or one value of what it is broken down by.',
    {
      reason: 'insight_rows',
    },
  )
}

function notesOf(result: QueryResult, shown: number, isCut: boolean): string[] {
  const { receipt, truncated, columns } = result
  const current = columns.flatMap(({ fieldId, currentPeriod }) => (currentPeriod === undefined ? [] : [`${fieldId} ${currentPeriod}`]))
  return [
    ...(isCut ? [`Only the first ${shown} of ${result.rowCount} rows are shown. Group coarser or filter to see all.`] : []),
    ...(truncated ? [`There are more rows than the limit of ${result.rowCount}: totals of these rows are not totals of all.`] : []),
    ...(receipt.policiesApplied.length === 0 ? [] : [`Narrowed to what the caller may see by: ${receipt.policiesApplied.join(', ')}.`]),
    ...(receipt.cache === 'hit' ? [`From the cache: read at ${receipt.dataAsOf}.`] : []),
    ...(receipt.proof.status === 'unproven' ? ['It is not proven that no row is counted twice; see the proof.'] : []),
    ...(current.length === 0 ? [] : [`Not over yet, its numbers still grow: ${current.join(', ')}.`]),
  ]
}

const short = (value: unknown): unknown => (typeof value === 'string' && value.length > maxValue ? `${value.slice(0, maxValue)}…` : (value ?? null))

const labelOf = (item: QueryResult['fields'][string] | undefined, fieldId: string): string =>
  item === undefined
    ? fieldId
    : 'label' in item && item.label !== undefined
      ? item.label
      : 'displayName' in item
        ? item.displayName
        : 'name' in item
          ? item.name
          : fieldId

/** Most rows of the table in a text. */
const tableRows = 50

/** The same as a table to read, for clients without structured content. */
export function answerText({ columns, rows, insight, rowCount, truncated, notes, receipt }: AnswerWire): string {
  const cell = (value: unknown): string =>
    (value === null ? '' : String(typeof value === 'object' ? JSON.stringify(value) : value)).replaceAll('|', '\\|').replaceAll('\n', ' ')
  const table =
    insight !== undefined
      ? [JSON.stringify(insight)]
      : [
          `| ${columns.map(({ id }) => id).join(' | ')} |`,
          `|${columns.map(() => '---').join('|')}|`,
          ...rows.slice(0, tableRows).map((row) => `| ${row.map(cell).join(' | ')} |`),
        ]
  const more = rows.length > tableRows ? [`(${rows.length - tableRows} more rows in the structured content)`] : []
  const about = `${rowCount} rows${truncated ? ', truncated' : ''}; data as of ${receipt.dataAsOf} (${receipt.timezone}); query ${receipt.queryId}`
  return [...table, ...more, '', about, ...notes].join('\n')
}
