import type { DuckDBConnection } from '@duckdb/node-api'
import { decimalReading, digitsOf, readingsFor, textReading, type Reading } from './column-readings.ts'
import { rowsOf } from './ingest-database.ts'
import type { ColumnType } from './ingest.ts'
import type { Stage } from './stage-file.ts'

/** Rows that are looked at first: most readings fall away there. */
const sampleRows = 5000
/** Columns asked about at once. */
const batch = 50

/** How one column becomes a column of the table: SQL of its value, and what does not fit. */
export type ReadColumn = { type: ColumnType; format: string | null; sql: string; misfits: number }

const textOf = (index: number): string => `nullif(trim(c${index}), '')`
const sample = `(SELECT * FROM stage LIMIT ${sampleRows})`

/**
 * How every column is read: the narrowest type that all of its values have, or the type that was chosen for it with the
 * number of values that do not have it.
 */
export async function readColumns(
  connection: DuckDBConnection,
  stage: Stage,
  chosen: { decimal?: '.' | ',' | undefined; types: Readonly<Record<number, ColumnType>> },
): Promise<{ decimal: '.' | ',' | null; columns: ReadColumn[] }> {
  const texts = stage.columns.flatMap(({ engineType }, index) => (engineType === 'VARCHAR' ? [index] : []))
  const decimal = chosen.decimal ?? (await decimalSign(connection, texts))
  const found = new Map<number, ReadColumn>()
  for (let from = 0; from < texts.length; from += batch) {
    const some = texts.slice(from, from + batch)
    for (const [index, column] of await readTexts(connection, some, decimal, chosen.types)) found.set(index, column)
  }
  const columns: ReadColumn[] = []
  for (const [index, { engineType }] of stage.columns.entries()) {
    columns.push(found.get(index) ?? (await readTyped(connection, index, engineType, chosen.types[index])))
  }
  return { decimal: columns.some(({ format }) => format === '.' || format === ',') ? decimal : null, columns }
}

/** The sign that more columns speak for: values that are numbers with this one and not with the other. */
async function decimalSign(connection: DuckDBConnection, columns: readonly number[]): Promise<'.' | ','> {
  const counts = await countFits(
    connection,
    sample,
    columns.map((index) => ({ index, readings: [decimalReading('.'), decimalReading(',')] })),
  )
  const votes = (sign: 0 | 1): number =>
    columns.filter((index) => counts.get(index)?.all.at(sign) === true && counts.get(index)?.all.at(1 - sign) === false).length
  return votes(1) > votes(0) ? ',' : '.'
}

async function readTexts(
  connection: DuckDBConnection,
  columns: readonly number[],
  decimal: '.' | ',',
  types: Readonly<Record<number, ColumnType>>,
): Promise<[number, ReadColumn][]> {
  const all = readingsFor(decimal)
  const asked = columns.map((index) => ({ index, readings: all.filter(({ type }) => types[index] === undefined || type === types[index]) }))
  const first = await countFits(connection, sample, asked)
  const left = asked.map(({ index, readings }) => {
    const counted = first.get(index)
    if (types[index] !== undefined) {
      // What was chosen is taken in the spelling that most values have.
      const best = Math.max(...(counted?.fits ?? [0]))
      return { index, readings: readings.filter((_, place) => counted?.fits[place] === best).slice(0, 1) }
    }
    return { index, readings: (counted?.values ?? 0) === 0 ? [textReading] : readings.filter((_, place) => counted?.all[place] === true) }
  })
  const whole = await countFits(connection, 'stage', left)
  const answers: [number, ReadColumn][] = []
  for (const { index, readings } of left) {
    const counted = whole.get(index)
    const place = types[index] === undefined ? (counted?.all.indexOf(true) ?? -1) : 0
    let reading: Reading = readings[place] ?? textReading
    const misfits = (counted?.values ?? 0) - (counted?.fits[place] ?? counted?.values ?? 0)
    if (reading.type === 'number' && reading.format !== null) reading = decimalReading(decimal, await scaleOf(connection, index, decimal, reading))
    answers.push([index, { type: reading.type, format: reading.format, sql: reading.value(textOf(index)), misfits }])
  }
  return answers
}

async function scaleOf(connection: DuckDBConnection, index: number, decimal: '.' | ',', reading: Reading): Promise<{ whole: number; places: number }> {
  const digits = digitsOf('x', decimal)
  const [row] = await rowsOf(
    connection,
    `SELECT ${digits.whole}::INTEGER, ${digits.places}::INTEGER FROM (SELECT ${textOf(index)} AS x FROM stage) WHERE ${reading.fits('x')}`,
  )
  return { whole: Number(row?.[0] ?? 0), places: Number(row?.[1] ?? 0) }
}

type Counted = { values: number; fits: number[]; all: boolean[] }

/** For each column: how many values there are, and how many fit each reading. */
async function countFits(
  connection: DuckDBConnection,
  from: string,
  asked: readonly { index: number; readings: readonly Reading[] }[],
): Promise<Map<number, Counted>> {
  if (asked.length === 0) return new Map()
  const counted = new Map<number, Counted>()
  for (let start = 0; start < asked.length; start += batch) {
    const some = asked.slice(start, start + batch)
    const cells = some.flatMap(({ index, readings }) => [`count(x${index})::INTEGER`, ...readings.map(({ fits }) => `count_if(${fits(`x${index}`)})::INTEGER`)])
    const source = some.map(({ index }) => `${textOf(index)} AS x${index}`).join(', ')
    const [row = []] = await rowsOf(connection, `SELECT ${cells.join(', ')} FROM (SELECT ${source} FROM ${from})`)
    let place = 0
    for (const { index, readings } of some) {
      const values = Number(row[place++])
      const fits = readings.map(() => Number(row[place++]))
      counted.set(index, { values, fits, all: fits.map((count) => count === values) })
    }
  }
  return counted
}

const engineTypes: Record<ColumnType, string> = { text: 'VARCHAR', number: 'DOUBLE', date: 'DATE', timestamp: 'TIMESTAMP', boolean: 'BOOLEAN' }

/** A column that came with a type: kept, unless another one was chosen. */
async function readTyped(connection: DuckDBConnection, index: number, engineType: string, chosen: ColumnType | undefined): Promise<ReadColumn> {
  const own = typeOf(engineType)
  if (chosen === undefined || chosen === own) return { type: own, format: null, sql: `c${index}`, misfits: 0 }
  const sql = `TRY_CAST(c${index} AS ${engineTypes[chosen]})`
  const [row] = await rowsOf(connection, `SELECT count_if(c${index} IS NOT NULL AND ${sql} IS NULL)::INTEGER FROM stage`)
  return { type: chosen, format: null, sql, misfits: Number(row?.[0] ?? 0) }
}

function typeOf(engineType: string): ColumnType {
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|FLOAT|DOUBLE)$/i.test(engineType)) return 'number'
  if (/^TIMESTAMP/i.test(engineType)) return 'timestamp'
  if (/^DATE$/i.test(engineType)) return 'date'
  return /^BOOLEAN$/i.test(engineType) ? 'boolean' : 'text'
}
