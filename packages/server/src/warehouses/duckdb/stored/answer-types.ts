/** How a column of an answer becomes values again: the type, and the expression that makes one of its JSON's text. */
export type AnswerType = { type: string; read(text: string): string }

/** Types that are called alike on all engines, or that the engine knows by the other's name. Their text is their value. */
const scalar =
  /^(boolean|tinyint|smallint|integer|bigint|hugeint|utinyint|usmallint|uinteger|ubigint|uhugeint|float|double|double precision|real|bignum|bit|uuid|time|time_ns|time with(out)? time zone|enum\(.*\))$/i
const calendar = /^(date|timestamp|timestamp_(s|ms|ns)|timestamp with(out)? time zone)$/i
const decimal = /^(?:decimal|numeric)\((\d+),(\d+)\)$/i
/** Composed types of the embedded engine, without those that JSON does not read back. */
const composed = /^(?!.*\b(MAP|UNION|INTERVAL|BLOB|BIT|ENUM|VARIANT|GEOMETRY)\b)(STRUCT\(.*|.*\[\d*\])$/s
/** Elements of arrays that another server names in its own way. */
const arrayOf = /^(boolean|smallint|integer|bigint|real|double precision|text|character varying|uuid|date|timestamp with(?:out)? time zone)\[\]$/

const cast = (type: string): AnswerType => ({ type, read: (text) => `CAST(${text} AS ${type})` })
const json = (type: string): AnswerType => ({ type, read: (text) => `CAST(CAST(${text} AS JSON) AS ${type})` })

/**
 * Any decimal number, of which only its values know how many digits it has: null. What is not known stays the text that the
 * answer has.
 */
export function answerType(engineType: string): AnswerType | null {
  if (/^numeric$/i.test(engineType)) return null
  if (scalar.test(engineType)) return cast(engineType)
  // A calendar of more than four digits is signed in JSON.
  if (calendar.test(engineType)) return { type: engineType, read: (text) => `CAST(ltrim(${text}, '+') AS ${engineType})` }
  const [, digits, scale] = decimal.exec(engineType) ?? []
  if (digits !== undefined) return Number(digits) <= 38 ? cast(`DECIMAL(${digits},${scale})`) : null
  if (arrayOf.test(engineType) || composed.test(engineType)) return json(engineType)
  // The other engine's are text and called so in small letters.
  if (engineType === 'INTERVAL') {
    const parts = (text: string): string => `CAST(CAST(${text} AS JSON) AS STRUCT(months INTEGER, days INTEGER, micros BIGINT))`
    return { type: engineType, read: (text) => `to_months(${parts(text)}.months) + to_days(${parts(text)}.days) + to_microseconds(${parts(text)}.micros)` }
  }
  if (engineType === 'BLOB' || engineType === 'interval') return cast(engineType)
  return cast(/^jsonb?$/i.test(engineType) ? 'JSON' : 'VARCHAR')
}
