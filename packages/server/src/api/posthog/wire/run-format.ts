import { shownColumns, type Page } from '../../../domain/explore/result-rows.ts'
import { AppError } from '../../../platform/errors.ts'
import { contentDisposition } from '../../../platform/http/content-disposition.ts'
import { mostWelcome } from '../../../platform/http/most-welcome.ts'
import type { AnswerParts } from '../../../platform/http/route.ts'
import type { QueryResult } from '../../../query/query-service.ts'
import { toArrow } from '../../../rendering/arrow.ts'
import { toParquet } from '../../../rendering/parquet.ts'
import { toCsv, toJsonLines } from '../../../rendering/row-lines.ts'
import type { AnswerColumn } from '../../../rendering/typed-columns.ts'

/** How an answer is written, by the word for it in an address. JSON is the format's own; the others are rows and nothing else. */
const formats = {
  json: { types: ['application/json'] },
  ndjson: { types: ['application/x-ndjson', 'application/jsonl'], lines: toJsonLines },
  csv: { types: ['text/csv'], lines: toCsv },
  parquet: { types: ['application/vnd.apache.parquet'], bytes: toParquet },
  arrow: { types: ['application/vnd.apache.arrow.stream'], bytes: toArrow },
} as const satisfies Record<
  string,
  { types: readonly string[]; lines?: (columns: readonly AnswerColumn[]) => AsyncIterable<string>; bytes?: (columns: readonly AnswerColumn[]) => Buffer }
>

export type RunFormat = keyof typeof formats

/** By media type. JSON comes last: whoever names another one beside it wants that. */
const byType = new Map<string, RunFormat>(
  (['ndjson', 'csv', 'parquet', 'arrow', 'json'] as const).flatMap((format) => formats[format].types.map((type) => [type, format] as const)),
)

const isFormat = (word: string): word is RunFormat => Object.hasOwn(formats, word)

/** The format that an address asks for, else the one that is most welcome; JSON when nothing of ours is named. Throws `invalid`. */
export function formatOf(named: unknown, accept: string | undefined): RunFormat {
  if (typeof named === 'string' && isFormat(named)) return named
  if (named !== undefined && named !== '') {
    const known = Object.keys(formats).join(', ')
    throw new AppError('invalid', `Invalid format parameter: ${String(named).slice(0, 100)}. Use one of ${known}.`, { reason: 'run_parameter' })
  }
  // Almost everybody: nothing to weigh.
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return 'json'
  const welcome = mostWelcome(accept, [...byType.keys()])
  return byType.get(welcome ?? '') ?? 'json'
}

/** The rows of an answer, or a part of them, as a file of this format. Throws `invalid` for answers that are no rows. */
export function asRows(format: Exclude<RunFormat, 'json'>, name: string, result: QueryResult, page: Page): AnswerParts {
  if (result.insight !== undefined) {
    throw new AppError('invalid', `An answer to a question about events is no table: ask for it as JSON, not as ${format}.`, { reason: 'run_parameter' })
  }
  const columns = shownColumns(result, page).map(({ column, engineType, cells }): AnswerColumn => ({ name: column.fieldId, engineType, values: cells }))
  const kind = formats[format]
  const contentType = `${kind.types[0]}${'lines' in kind ? '; charset=utf-8' : ''}`
  const fileName = `${name}.${format}`
  if ('lines' in kind) return { stream: { text: kind.lines(columns), contentType, fileName } }
  return { bytes: kind.bytes(columns), contentType, headers: { 'content-disposition': contentDisposition(fileName) } }
}
