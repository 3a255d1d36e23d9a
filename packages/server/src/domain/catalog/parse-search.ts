import { foldText, wantedOf, type Wanted } from './rank-match.ts'

/** Everything that a search can find. */
export const searchKinds = ['chart', 'sql_chart', 'dashboard', 'notebook', 'space', 'table', 'dimension', 'metric', 'person'] as const
export type SearchKind = (typeof searchKinds)[number]

/** Kinds that people make. */
export const contentKinds = ['chart', 'sql_chart', 'dashboard', 'notebook', 'space'] as const satisfies readonly SearchKind[]

/** What a typed text looks for. */
export type ParsedSearch = Wanted & {
  kinds: readonly SearchKind[]
  /** Folded parts of names. */
  by?: string
  space?: string
  updatedSince?: Date
}

/** Words by which kinds are called in `type:`. */
const kindsByWord: Readonly<Record<string, readonly SearchKind[]>> = {
  chart: ['chart', 'sql_chart'],
  sql: ['sql_chart'],
  dashboard: ['dashboard'],
  app: ['notebook'],
  notebook: ['notebook'],
  space: ['space'],
  content: contentKinds,
  table: ['table'],
  explore: ['table'],
  field: ['dimension', 'metric'],
  dimension: ['dimension'],
  metric: ['metric'],
  person: ['person'],
  people: ['person'],
}

const dayMs = 86_400_000
const unitMs: Readonly<Record<string, number>> = { d: dayMs, w: 7 * dayMs, m: 30 * dayMs, y: 365 * dayMs }
const filterWord = /(?<!\S)(type|by|space|updated):(?:"([^"]*)"?|(\S*))/gi

/**
 * Reads `type:dashboard by:ada space:"North sales" updated:7d` out of a text; the rest is what is looked for. A filter
 * without a value, or with one that says nothing, filters nothing: it may be half typed. Filters that only content has
 * leave only content.
 */
export function parseSearch(typed: string, now: number): ParsedSearch {
  const filters: Record<string, string> = {}
  const rest = typed.replaceAll(filterWord, (_, name: string, quoted: string | undefined, plain: string | undefined) => {
    const value = foldText(quoted ?? plain ?? '').trim()
    if (value !== '') filters[name.toLowerCase()] = value
    return ' '
  })
  const { type, by, space, updated } = filters
  const updatedSince = updated === undefined ? null : sinceOf(updated, now)
  const onlyContent = by !== undefined || space !== undefined || updatedSince !== null
  const kinds = kindsOf(type).filter((kind) => !onlyContent || contentKinds.some((one) => one === kind))
  return {
    ...wantedOf(rest),
    kinds,
    ...(by === undefined ? {} : { by }),
    ...(space === undefined ? {} : { space }),
    ...(updatedSince === null ? {} : { updatedSince }),
  }
}

/** Kinds called so, or beginning so; all for a word that calls none. */
function kindsOf(type: string | undefined): readonly SearchKind[] {
  if (type === undefined) return searchKinds
  const words = Object.keys(kindsByWord).filter((word) => word.startsWith(type) || `${word}s` === type)
  const kinds = words.flatMap((word) => kindsByWord[word] ?? [])
  return kinds.length === 0 ? searchKinds : searchKinds.filter((kind) => kinds.includes(kind))
}

/** `7d`, `2w`, `3m`, `1y` ago, or since a day. */
function sinceOf(text: string, now: number): Date | null {
  const [, count, unit] = /^(\d{1,4})([dwmy])$/.exec(text) ?? []
  if (count !== undefined && unit !== undefined) return new Date(now - Number(count) * (unitMs[unit] ?? 0))
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  return day === null || Number.isNaN(day.getTime()) ? null : day
}
