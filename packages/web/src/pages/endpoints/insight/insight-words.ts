/** An insight in the words of the endpoints' format, as far as pages look at it. */
export type InsightWords = Readonly<Record<string, unknown>> & { kind: string }

export const insightKinds = ['TrendsQuery', 'FunnelsQuery', 'RetentionQuery', 'StickinessQuery', 'LifecycleQuery', 'PathsQuery'] as const
export type InsightKind = (typeof insightKinds)[number]

/** A text as an insight; what is wrong with it where it is none: a position in the text, or nothing that could be said. */
export function readWords(text: string): { words: InsightWords } | { wrong: string } {
  try {
    const read: unknown = JSON.parse(text)
    if (isRecord(read) && typeof read.kind === 'string') return { words: { ...read, kind: read.kind } }
    return { wrong: '"kind"' }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : '' }
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
export const kindOf = ({ kind }: InsightWords): InsightKind | null => insightKinds.find((known) => known === kind) ?? null
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What an insight is about, for people: the events of its series or steps, its range and its periods. Null: not said. */
export function summaryOf(words: InsightWords): { events: (string | null)[]; from: string | null; to: string | null; interval: string | null; by: string[] } {
  const range = isRecord(words.dateRange) ? words.dateRange : {}
  const retention = isRecord(words.retentionFilter) ? words.retentionFilter : {}
  const series = Array.isArray(words.series) ? words.series.filter(isRecord) : []
  const entities = [retention.targetEntity, retention.returningEntity].filter(isRecord)
  const breakdown = isRecord(words.breakdownFilter) ? words.breakdownFilter : {}
  const several = Array.isArray(breakdown.breakdowns) ? breakdown.breakdowns.filter(isRecord).flatMap(({ property }) => textOf(property) ?? []) : []
  return {
    events: [...series.map(({ custom_name: name, event }) => textOf(name) ?? textOf(event)), ...entities.map(({ name, id }) => textOf(name) ?? textOf(id))],
    from: textOf(range.date_from),
    to: textOf(range.date_to),
    interval: textOf(words.interval) ?? textOf(retention.period)?.toLowerCase() ?? null,
    by: several.length > 0 ? several : [breakdown.breakdown].flat().flatMap((property) => textOf(property) ?? []),
  }
}
