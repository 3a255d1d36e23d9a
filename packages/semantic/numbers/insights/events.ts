import { compileProject, duckdb, type Explore, isExploreError } from '../../src/index.ts'
import type { Random } from '../random.ts'

/** An event as the loops see it. `at` is milliseconds since the epoch. */
export type Event = { id: number; at: number; person: number | null; event: string; country: string | null; plan: string | null; amount: number | null }

const hour = 3_600_000
export const zone = 'Europe/Berlin'
/** Three weeks around the night in which clocks are put back: Berlin, 25 October 2026. */
export const now = Date.UTC(2026, 9, 29, 13, 20)
export const names = ['view', 'add', 'buy', 'leave'] as const
const countries = ['DE', 'AT', 'CH', 'FR', null] as const

/** Events of a few people, many at the same moment, some of nobody. */
export function randomEvents(random: Random, count: number): Event[] {
  const people = 1 + random.whole(7)
  return Array.from({ length: count }, (_, id) => ({
    id,
    // Few different moments: ties are common. Whole and half hours, so that the repeated hour is met.
    at: now - random.whole(random.chance(0.5) ? 22 * 48 : 6 * 48) * (hour / 2) - random.whole(2) * 60_000,
    person: random.chance(0.1) ? null : random.whole(people),
    event: random.pick(names),
    country: random.pick(countries),
    plan: random.pick(['free', 'paid', null]),
    amount: random.chance(0.2) ? null : random.whole(1000) / 4,
  }))
}

const model = `
models:
  - name: events
    meta:
      primary_key: id
      events: { event: event, time: happened_at, person: person, id: id, people: people, properties: { $geo: country } }
      joins:
        - { join: people, relationship: many-to-one, sql_on: "\${events.person} = \${people.person}" }
    columns:
      - { name: id, data_type: integer, meta: { dimension: { type: number } } }
      - { name: happened_at, data_type: TYPE, meta: { dimension: { type: timestamp } } }
      - { name: person, data_type: integer, meta: { dimension: { type: number } } }
      - { name: event, data_type: varchar, meta: { dimension: { type: string } } }
      - { name: country, data_type: varchar, meta: { dimension: { type: string } } }
      - { name: amount, data_type: double, meta: { dimension: { type: number } } }
  - name: people
    meta: { primary_key: person }
    columns:
      - { name: person, data_type: integer, meta: { dimension: { type: number } } }
      - { name: plan, data_type: varchar, meta: { dimension: { type: string } } }
`

/** Columns of moments, of either kind. */
export type MomentType = 'TIMESTAMP' | 'TIMESTAMPTZ'

/** The explore of the events, with a table of people joined to it. */
export function eventsExplore(type: MomentType): Explore {
  const { explores, problems } = compileProject({ files: [{ path: 'models/events.yml', text: model.replace('TYPE', type) }], dialect: duckdb })
  const explore = explores.find(({ name }) => name === 'events')
  if (problems.length > 0 || explore === undefined || isExploreError(explore)) throw new Error(JSON.stringify(problems))
  return explore
}

const text = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`)

/** SQL that fills the tables. What is known of a person is what their number says. */
export function fillTables(events: readonly Event[], type: MomentType): string {
  const rows = events.map(({ id, at, person, event, country, amount }) => {
    const moment = `${type} '${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}${type === 'TIMESTAMP' ? '' : '+00:00'}'`
    return `(${id}, ${moment}, ${person ?? 'NULL'}, ${text(event)}, ${text(country)}, ${amount ?? 'NULL'})`
  })
  const people = Array.from({ length: 8 }, (_, person) => `(${person}, ${text(planOf(person))})`)
  return [
    `create or replace table events(id integer, happened_at ${type}, person integer, event varchar, country varchar, amount double)`,
    ...(rows.length === 0 ? [] : [`insert into events values ${rows.join(', ')}`]),
    'create or replace table people(person integer, plan varchar)',
    `insert into people values ${people.join(', ')}`,
  ].join(';\n')
}

export const planOf = (person: number | null): string | null => (person === null || person % 3 === 2 ? null : person % 3 === 0 ? 'free' : 'paid')
