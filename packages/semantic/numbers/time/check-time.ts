import { Temporal } from 'temporal-polyfill'
import { explore, table } from '../../golden/build-explore.ts'
import { compile } from '../../golden/compile.ts'
import { type DuckdbSession, duckdbSession } from '../../golden/duckdb-session.ts'
import type { Explore } from '../../src/types/explore.ts'
import type { DimensionType, FilterOperator, TimeInterval } from '../../src/types/field.ts'
import type { FilterRule } from '../../src/types/metric-query.ts'
import { valueOf } from '../compare-answers.ts'
import { cutType, keeps } from '../evaluate-filters.ts'
import { bucketOf, type Clock, wallOf } from '../evaluate-time.ts'
import { type Random, randomOf } from '../random.ts'
import { forEachSeed } from '../seeds.ts'
import type { Value } from '../shop-types.ts'
import { isPlain, momentsOf, zones } from './moments.ts'

export const everyInterval: readonly TimeInterval[] = [
  'RAW',
  'MILLISECOND',
  'SECOND',
  'MINUTE',
  'HOUR',
  'DAY',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'YEAR_NUM',
  'QUARTER_NUM',
  'FISCAL_YEAR_NUM',
  'FISCAL_QUARTER_NUM',
  'MONTH_NUM',
  'WEEK_NUM',
  'DAY_OF_MONTH_NUM',
  'DAY_OF_WEEK_INDEX',
  'DAY_OF_YEAR_NUM',
  'HOUR_OF_DAY_NUM',
  'MINUTE_OF_HOUR_NUM',
  'DAY_OF_WEEK_NAME',
  'MONTH_NAME',
  'QUARTER_NAME',
]
const isOfDates = (interval: TimeInterval): boolean =>
  !['RAW', 'MILLISECOND', 'SECOND', 'MINUTE', 'HOUR', 'HOUR_OF_DAY_NUM', 'MINUTE_OF_HOUR_NUM'].includes(interval)

/** The same moments as instants, as wall time in UTC, as wall time of New York, and their days in the zone. */
type Column = 'at' | 'utc_at' | 'local_at' | 'on'
const columns: readonly Column[] = ['at', 'utc_at', 'local_at', 'on']
const sourceZone = 'America/New_York'

/** The moments of one zone as a table of an explore. */
export type Calendar = { zone: string; of: Explore; rows: Record<Column, Value>[] }

/** Writes the moments of a zone into the session. */
export async function calendarOf(zone: string, session: DuckdbSession): Promise<Calendar> {
  const rows = momentsOf(zone).map((at): Record<Column, Value> => {
    const local = wallOf(at, sourceZone)
    // Which of two moments a repeated wall time means is for the engine to say.
    return { at, utc_at: at, local_at: isPlain(local, sourceZone) ? at : null, on: wallOf(at, zone).toPlainDate().toString() }
  })
  const moment = (at: Value, of: string, type: string): string =>
    at === null ? 'NULL' : `${type} '${wallOf(Number(at), of).toString().replace('T', ' ')}${type === 'TIMESTAMPTZ' ? '+00' : ''}'`
  const values = rows.map(
    (row, id) =>
      `(${id}, ${moment(row.at, 'UTC', 'TIMESTAMPTZ')}, ${moment(row.utc_at, 'UTC', 'TIMESTAMP')}, ${moment(row.local_at, sourceZone, 'TIMESTAMP')}, DATE '${row.on}')`,
  )
  await session.run(
    `create or replace table moments (id integer, "at" timestamptz, utc_at timestamp, local_at timestamp, "on" date); insert into moments values ${values.join(', ')}`,
  )
  const intervals = [...everyInterval]
  const of = explore([
    table('moments', {
      primaryKey: ['id'],
      dimensions: {
        id: 'number',
        at: { type: 'timestamp', sql: '${TABLE}."at"', timestampKind: 'instant', intervals },
        utc_at: { type: 'timestamp', timestampKind: 'naive', intervals },
        local_at: { type: 'timestamp', timestampKind: 'naive', sourceTimezone: sourceZone, intervals },
        on: { type: 'date', sql: '${TABLE}."on"', intervals: intervals.filter(isOfDates) },
      },
    }),
  ])
  return { zone, of, rows }
}

const typeOf = (column: Column): DimensionType => (column === 'on' ? 'date' : 'timestamp')

/** Cuts every moment to an interval and throws at the first that lies in another bucket than the calendar says. */
export async function checkBuckets(
  { zone, of, rows }: Calendar,
  session: DuckdbSession,
  interval: TimeInterval,
  start: Pick<Clock, 'startOfWeek' | 'fiscalYearStart'>,
): Promise<void> {
  const used = columns.filter((column) => column !== 'on' || isOfDates(interval))
  const dimensions = ['moments_id', ...used.map((column) => `moments_${column}_${interval.toLowerCase()}`)]
  const { sql, columns: result } = compile(of, { dimensions, limit: 100_000 }, { timezone: zone, ...start })
  const found = await session.rows(sql)
  if (found.length !== rows.length) throw new Error(`${found.length} rows for ${rows.length} moments\n${sql}`)
  for (const row of found) {
    const moment = rows[Number(row['moments_id'])]
    for (const [at, column] of used.entries()) {
      const raw = moment?.[column] ?? null
      const expected = bucketOf(raw, interval, { zone, ...start, now: 0 })
      const actual = valueOf(row[dimensions[at + 1] ?? ''], result[at + 1]?.type ?? 'string')
      if (actual === expected) continue
      throw new Error(
        `${zone}, ${JSON.stringify(start)}: ${interval} of ${column} ${shown(raw, zone)} is ${shown(actual, zone)}, expected ${shown(expected, zone)}\n${sql}`,
      )
    }
  }
}

const shown = (value: Value, zone: string): string =>
  typeof value === 'number' && Math.abs(value) > 1e9 ? Temporal.Instant.fromEpochMilliseconds(value).toZonedDateTimeISO(zone).toString() : String(value)

const relative: readonly FilterOperator[] = ['inThePast', 'notInThePast', 'inTheNext', 'inTheCurrent', 'notInTheCurrent']
const compared: readonly FilterOperator[] = [
  'equals',
  'notEquals',
  'lessThan',
  'lessThanOrEqual',
  'greaterThan',
  'greaterThanOrEqual',
  'inBetween',
  'notInBetween',
]
const units = ['milliseconds', 'seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'quarters', 'years', 'fiscalQuarters', 'fiscalYears'] as const
const filtered: readonly (TimeInterval | undefined)[] = [undefined, 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'FISCAL_QUARTER', 'FISCAL_YEAR']

/** Filters the moments as random rules say, each asked at a moment where the calendar is odd; throws with the seeds that are wrong. */
export async function runTimeFilters(first: number, count: number): Promise<number> {
  const session = await duckdbSession()
  let calendar: Calendar | undefined
  try {
    return await forEachSeed(first, count, async (seed) => {
      const zone = zones[Math.floor(seed / 100) % zones.length] ?? 'UTC'
      if (calendar?.zone !== zone) calendar = await calendarOf(zone, session)
      await checkFilter(randomOf(seed), calendar, session)
    })
  } finally {
    session.close()
  }
}

async function checkFilter(random: Random, { zone, of, rows }: Calendar, session: DuckdbSession): Promise<void> {
  const moment = (): number => Number(random.pick(rows).at)
  const clock: Clock = { zone, startOfWeek: random.whole(7), fiscalYearStart: 1 + random.whole(12), now: moment() + random.pick([0, 0, 1, 999, 61_001]) }
  const column = random.pick(columns)
  const interval = random.pick(filtered)
  const rule = ruleOf(random, `moments_${column}${interval === undefined ? '' : `_${interval.toLowerCase()}`}`, cutType(typeOf(column), interval), moment, zone)
  const { sql } = compile(
    of,
    { dimensions: ['moments_id'], filters: { dimensions: { id: 'only', and: [rule] } }, limit: 100_000 },
    { timezone: zone, startOfWeek: clock.startOfWeek, fiscalYearStart: clock.fiscalYearStart, now: clock.now },
  )
  const found = new Set((await session.rows(sql)).map((row) => Number(row['moments_id'])))
  for (const [id, row] of rows.entries()) {
    const field = { raw: row[column], type: typeOf(column), ...(interval === undefined ? {} : { interval }) }
    const expected = keeps({ id: 'only', and: [rule] }, () => field, clock)
    if (found.has(id) === expected) continue
    throw new Error(
      `${shown(row[column], zone)} is ${expected ? 'dropped' : 'kept'}; now is ${shown(clock.now, zone)}, week from ${clock.startOfWeek}, fiscal year from ${clock.fiscalYearStart}, ${JSON.stringify(rule)}\n${sql}`,
    )
  }
}

function ruleOf(random: Random, fieldId: string, type: DimensionType, moment: () => number, zone: string): FilterRule {
  const at = { id: fieldId, target: { fieldId } }
  if (random.chance(0.7)) {
    const unit = random.pick(units)
    // The hour in which the clock changes by half of one has no length that everyone would agree on.
    const settings = { unitOfTime: unit === 'hours' && zone === 'Australia/Lord_Howe' ? 'minutes' : unit, completed: random.chance(0.5) } as const
    return { ...at, operator: random.pick(relative), values: [random.pick([0, 1, 1, 2, 3, 5, 13])], settings }
  }
  const operator = random.pick(compared)
  const write = (value: number): string => (type === 'date' ? wallOf(value, zone).toPlainDate().toString() : new Date(value).toISOString())
  const values = operator.endsWith('Between') ? [moment(), moment()].toSorted((a, b) => a - b) : [moment()]
  return { ...at, operator, values: values.map(write) }
}
