import { indent } from '../print-grains.ts'
import type { PlanContext } from '../plan-context.ts'
import type { Cte } from '../select-parts.ts'
import { columnOf } from '../side-by-side.ts'

/** Every day between the first and the last of the column `dayName` of `rows`. Beyond 100,000 days (273 years) only those with rows. */
export function everyDay({ dialect }: PlanContext, names: { rows: string; days: string }, dayName: string): Cte[] {
  const digits = `${names.days}_digits`
  const day = columnOf(dialect, names.rows, dayName)
  const [first, last, digit] = ['first', 'last', 'digit'].map((name) => dialect.quote(name)) as [string, string, string]
  const places = ['ones', 'tens', 'hundreds', 'thousands', 'ten_thousands']
  const number = places.map((place, power) => `${10 ** power} * ${dialect.quote(place)}.${digit}`).join(' + ')
  const next = dialect.addDays(`${dialect.quote('span')}.${first}`, `(${number})`)
  const span = `(\n  SELECT MIN(${day}) AS ${first}, MAX(${day}) AS ${last} FROM ${dialect.quote(names.rows)}\n) AS ${dialect.quote('span')}`
  const crossed = places.map((place) => `CROSS JOIN ${dialect.quote(digits)} AS ${dialect.quote(place)}`)
  return [
    { name: digits, sql: Array.from({ length: 10 }, (_, value) => `SELECT ${value} AS ${digit}`).join('\nUNION ALL\n') },
    {
      name: names.days,
      sql: [
        `SELECT DISTINCT ${dialect.quote(dayName)}`,
        'FROM (',
        indent(
          [
            `SELECT ${next} AS ${dialect.quote(dayName)}`,
            `FROM ${span}`,
            ...crossed,
            `WHERE ${next} <= ${dialect.quote('span')}.${last}`,
            'UNION ALL',
            `SELECT ${day} AS ${dialect.quote(dayName)} FROM ${dialect.quote(names.rows)} WHERE ${day} IS NOT NULL`,
          ].join('\n'),
        ),
        `) AS ${dialect.quote('every_day')}`,
      ].join('\n'),
    },
  ]
}
