/** A column of an answer: its name, the engine's word for its type, and its values as JSON has them. */
export type AnswerColumn = { name: string; engineType: string; values: readonly unknown[] }

/** Types that binary formats have in common. What no double holds exactly stays text, so that no digit is lost. */
export type ValueKind = 'boolean' | 'integer' | 'number' | 'date' | 'timestamp' | 'text'

/** Names of types of all engines, without what stands in brackets. */
const kinds: Record<string, ValueKind> = Object.fromEntries(
  (
    [
      ['boolean', 'BOOLEAN BOOL'],
      ['integer', 'TINYINT SMALLINT INTEGER BIGINT UTINYINT USMALLINT UINTEGER INT2 INT4 INT8'],
      ['number', 'FLOAT DOUBLE REAL FLOAT4 FLOAT8'],
      ['date', 'DATE'],
      ['timestamp', 'TIMESTAMP TIMESTAMPTZ TIMESTAMP_S TIMESTAMP_MS TIMESTAMP_NS'],
    ] as const
  ).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind])),
)

/** Digits that every double holds. */
const exactDigits = 15

export function kindOf(engineType: string): ValueKind {
  const [, digits] = /^(?:DECIMAL|NUMERIC)\((\d+)/i.exec(engineType) ?? []
  if (digits !== undefined) return Number(digits) <= exactDigits ? 'number' : 'text'
  return kinds[engineType.toUpperCase().replace(/ WITH(OUT)? TIME ZONE$|\(.*$/, '')] ?? 'text'
}

/** Milliseconds since the epoch; null for what is no moment of the calendar. A time without a zone counts as UTC. */
export function millisOf(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const at = Date.parse(value.length <= 10 || /(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(value) ? value : `${value}Z`)
  return Number.isNaN(at) ? null : at
}

/** Any value as text: texts as they are, the rest as JSON. */
export const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)

/** The columns with names that are all different, as formats need them that find values by name. */
export function distinctlyNamed(columns: readonly AnswerColumn[]): AnswerColumn[] {
  const taken = new Set(columns.map(({ name }) => name))
  const seen = new Set<string>()
  return columns.map((column) => {
    let { name } = column
    for (let number = 2; seen.has(name) || (name !== column.name && taken.has(name)); number++) name = `${column.name}_${number}`
    seen.add(name)
    return { ...column, name }
  })
}
