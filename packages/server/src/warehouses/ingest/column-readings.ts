import type { ColumnType } from './ingest.ts'

/** One way in which the texts of a column may be read. */
export type Reading = {
  type: ColumnType
  /** What a person is told about it; null where there is nothing to tell. */
  format: string | null
  /** SQL that is true for a text that can be read so; `x` is the text, trimmed and not empty. */
  fits(x: string): string
  /** SQL of its value. */
  value(x: string): string
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
const matches = (x: string, pattern: string): string => `regexp_full_match(${x}, ${quoted(pattern)})`

const trueWords = ['true', 'yes', 'ja', 'oui']
const falseWords = ['false', 'no', 'nein', 'non']
const boolean: Reading = {
  type: 'boolean',
  format: null,
  fits: (x) => `lower(${x}) IN (${[...trueWords, ...falseWords].map(quoted).join(', ')})`,
  value: (x) => `lower(${x}) IN (${trueWords.map(quoted).join(', ')})`,
}

/** Codes with a zero in front (postcodes, article numbers) are no numbers: the zero means something. */
const integer: Reading = {
  type: 'number',
  format: null,
  fits: (x) => matches(x, '[-+]?(0|[1-9]\\d{0,17})'),
  value: (x) => `TRY_CAST(${x} AS BIGINT)`,
}

/** Numbers with this decimal sign; the other one may part thousands. `places` are the digits behind it, null for many. */
export function decimalReading(decimal: '.' | ',', scale: { whole: number; places: number } | null = null): Reading {
  const [point, comma] = decimal === '.' ? ['\\.', ','] : [',', '\\.']
  const exact = scale !== null && scale.places <= 9 && scale.whole + scale.places <= 38
  const type = exact ? `DECIMAL(${Math.max(18, scale.whole + scale.places)}, ${scale.places})` : 'DOUBLE'
  return {
    type: 'number',
    format: decimal,
    fits: (x) => matches(x, `[-+]?((0|[1-9]\\d*)|[1-9]\\d{0,2}(${comma}\\d{3})+)?(${point}\\d+)?([eE][-+]?\\d{1,3})?`) + ` AND ${matches(x, '.*\\d.*')}`,
    value: (x) => `TRY_CAST(replace(replace(${x}, ${quoted(decimal === '.' ? ',' : '.')}, ''), ${quoted(decimal)}, '.') AS ${type})`,
  }
}

/** SQL of how many digits the numbers of a column have before and behind the sign; null where one has an exponent. */
export const digitsOf = (x: string, decimal: '.' | ','): { whole: string; places: string } => ({
  whole: `max(length(regexp_replace(split_part(${x}, ${quoted(decimal)}, 1), '\\D', '', 'g'))) FILTER (WHERE ${x} NOT SIMILAR TO '.*[eE].*')`,
  places: `max(CASE WHEN ${x} SIMILAR TO '.*[eE].*' THEN 99 ELSE length(split_part(${x}, ${quoted(decimal)}, 2)) END)`,
})

/** Patterns of days with the shape of their text: the calendar alone would take `31.12.25` for the year 25. */
const days: readonly [format: string, shape: string][] = [
  ['%Y-%m-%d', '\\d{4}-\\d{1,2}-\\d{1,2}'],
  ['%d.%m.%Y', '\\d{1,2}\\.\\d{1,2}\\.\\d{4}'],
  ['%m/%d/%Y', '\\d{1,2}/\\d{1,2}/\\d{4}'],
  ['%d/%m/%Y', '\\d{1,2}/\\d{1,2}/\\d{4}'],
  ['%Y/%m/%d', '\\d{4}/\\d{1,2}/\\d{1,2}'],
  ['%d-%m-%Y', '\\d{1,2}-\\d{1,2}-\\d{4}'],
  ['%d.%m.%y', '\\d{1,2}\\.\\d{1,2}\\.\\d{2}'],
  ['%m/%d/%y', '\\d{1,2}/\\d{1,2}/\\d{2}'],
  ['%d/%m/%y', '\\d{1,2}/\\d{1,2}/\\d{2}'],
]

const dayReading = ([format, shape]: (typeof days)[number]): Reading => ({
  type: 'date',
  format,
  fits: (x) => `${matches(x, shape)} AND try_strptime(${x}, ${quoted(format)}) IS NOT NULL`,
  value: (x) => `CAST(CASE WHEN ${matches(x, shape)} THEN try_strptime(${x}, ${quoted(format)}) END AS DATE)`,
})

/** Moments: a day, then a time of day with or without seconds. */
const momentReading = ([format, shape]: (typeof days)[number]): Reading => {
  const text = (x: string): string => `replace(${x}, 'T', ' ')`
  const formats = `[${['%H:%M:%S.%f', '%H:%M:%S', '%H:%M'].map((time) => quoted(`${format} ${time}`)).join(', ')}]`
  const whole = `${shape}[ T]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?`
  return {
    type: 'timestamp',
    format: `${format} %H:%M`,
    fits: (x) => `${matches(x, whole)} AND try_strptime(${text(x)}, ${formats}) IS NOT NULL`,
    value: (x) => `CASE WHEN ${matches(x, whole)} THEN try_strptime(${text(x)}, ${formats}) END`,
  }
}

/** Moments with a zone: the same instant everywhere. */
const instantShape = '\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[-+]\\d{2}(:?\\d{2})?)'
const instant: Reading = {
  type: 'timestamp',
  format: null,
  fits: (x) => `${matches(x, instantShape)} AND TRY_CAST(${x} AS TIMESTAMPTZ) IS NOT NULL`,
  value: (x) => `CASE WHEN ${matches(x, instantShape)} THEN TRY_CAST(${x} AS TIMESTAMPTZ) END`,
}

export const textReading: Reading = { type: 'text', format: null, fits: () => 'true', value: (x) => x }

/**
 * Everything a column of texts may be, the narrowest first. Where a comma is the decimal sign, the day stands before the
 * month: both are habits of the same places.
 */
export function readingsFor(decimal: '.' | ','): Reading[] {
  const ordered = decimal === '.' ? days : days.toSorted(([a], [b]) => Number(b.startsWith('%d')) - Number(a.startsWith('%d')))
  return [boolean, integer, decimalReading(decimal), ...ordered.map(dayReading), ...ordered.map(momentReading), instant, textReading]
}
