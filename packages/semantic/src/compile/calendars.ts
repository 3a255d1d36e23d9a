import { friendlyName } from '../names/friendly-name.ts'
import { type Finding, problemOf } from '../problems/finding.ts'
import { shownNames, suggest } from '../problems/suggest.ts'
import type { CalendarSource, CalendarUse, JoinSource } from '../read/model-source.ts'
import type { Problem } from '../types/explore.ts'
import type { DimensionDraft, TableDraft } from './table-draft.ts'

/** A model with what is wrong in it alone. */
export type DraftedModel = { draft: TableDraft; problems: readonly Problem[]; broken: boolean }

/** Models with the calendars of their dates put on; the same object for the same models. */
export type CalendarMemory<M extends object> = WeakMap<M, { read: readonly (DraftedModel | undefined)[]; result: M }>

/** A model with further explores of its rows. */
type WithExplores = DraftedModel & { explores: readonly DraftedModel[] }

/**
 * Gives dates that count in a calendar the calendar's intervals as dimensions of their own (`<date>_<interval>`), and
 * the explores that show them the join to the calendar: many-to-one on the day, of which the planner reads one row, so
 * that none of theirs is ever repeated. A day that the calendar does not have has none of its intervals.
 */
export function withCalendars<M extends WithExplores>(models: ReadonlyMap<string, M>, memory: CalendarMemory<M>): Map<string, M> {
  return new Map([...models].map(([name, model]) => [name, remembered(models, model, memory)]))
}

function remembered<M extends WithExplores>(models: ReadonlyMap<string, M>, model: M, memory: CalendarMemory<M>): M {
  const seen = [model, ...model.explores].map((each) => {
    const joined = joinedOf(models, each)
    const calendars = [each, ...joined].flatMap((one) => (one === undefined ? [] : usesOf(one.draft))).map(({ use }) => models.get(use.model))
    return { joined, calendars }
  })
  const read = seen.flatMap(({ joined, calendars }) => [...joined, ...calendars])
  const known = memory.get(model)
  if (known !== undefined && known.read.length === read.length && known.read.every((one, place) => one === read[place])) return known.result
  const has = seen.some(({ calendars }) => calendars.length > 0)
  const result = has ? { ...calendared(models, model), explores: model.explores.map((own) => calendared(models, own)) } : model
  memory.set(model, { read, result })
  return result
}

/** The models that are joined under their own names. */
const joinedOf = (models: ReadonlyMap<string, DraftedModel>, { draft }: DraftedModel): (DraftedModel | undefined)[] =>
  draft.source.joins.flatMap((join) => (join.alias === undefined || join.alias === join.model ? [models.get(join.model)] : []))

function calendared<M extends DraftedModel>(models: ReadonlyMap<string, DraftedModel>, model: M): M {
  const { draft } = model
  const joined = joinedOf(models, model)
  const findings: Finding[] = []
  const dimensions = new Map(draft.dimensions)
  const joins = [...draft.source.joins]
  for (const counted of usesOf(draft)) {
    const calendar = calendarOf(models, draft, counted, findings)
    if (calendar === undefined) continue
    joins.push(calendarJoin(draft, counted, calendar))
    addIntervals(dimensions, draft, counted, calendar, findings)
  }
  // The dates of joined models count on in their own calendars. What is wrong with those is said at their own model.
  for (const other of joined) {
    if (other === undefined || other.broken || other === model) continue
    for (const counted of usesOf(other.draft)) {
      const calendar = calendarOf(models, other.draft, counted, [])
      if (calendar !== undefined) joins.push(calendarJoin(other.draft, counted, calendar))
    }
  }
  const problems = [...model.problems, ...findings.map((finding) => problemOf(finding, draft.source.name))]
  return {
    ...model,
    draft: { ...draft, source: { ...draft.source, joins }, dimensions, selfContained: false, withoutCalendars: draft },
    problems,
    broken: model.broken || problems.some(({ severity }) => severity === 'error'),
  }
}

type CountedDate = { dimension: DimensionDraft; use: CalendarUse }
type FoundCalendar = { source: CalendarSource; draft: TableDraft }

const usesOf = ({ dimensions }: TableDraft): CountedDate[] =>
  [...dimensions.values()].flatMap((dimension) =>
    dimension.interval === undefined && dimension.source.calendar !== undefined ? [{ dimension, use: dimension.source.calendar }] : [],
  )

function calendarOf(
  models: ReadonlyMap<string, DraftedModel>,
  { source }: TableDraft,
  { dimension, use }: CountedDate,
  findings: Finding[],
): FoundCalendar | undefined {
  const found = models.get(use.model)
  const calendars = [...models.values()].flatMap(({ draft }) => (draft.source.calendar === undefined ? [] : [draft.source.name]))
  const calendar = found?.draft.source.calendar
  const wrong = (message: string, hint: string): undefined => void findings.push({ code: 'model.bad_calendar', at: use.at, message, hint })
  const owner = `Dimension ${dimension.name} of ${source.name}`
  if (dimension.type !== 'date' && dimension.type !== 'timestamp') {
    return wrong(`${owner} is a ${dimension.type}, which no calendar has days for.`, 'Set its type to date or timestamp, or remove calendar.')
  }
  if (found === undefined || calendar === undefined) {
    const what = found === undefined ? 'does not exist' : 'is no calendar'
    return wrong(
      `${owner} counts in the calendar ${use.model}, which ${what}.`,
      found === undefined && calendars.length > 0
        ? suggest(use.model, calendars, `Calendars of this project: ${shownNames(calendars)}.`)
        : `Give the model ${use.model} a calendar: "calendar: {date: date_day, intervals: {fiscal_week: fiscal_week}}".`,
    )
  }
  if (found.broken)
    return wrong(`${owner} counts in the calendar ${use.model}, which has an error.`, `Mend model ${use.model} first (${found.draft.source.at.file}).`)
  return { source: calendar, draft: found.draft }
}

const aliasOf = (draft: TableDraft, { dimension }: CountedDate): string => `${draft.source.name}_${dimension.name}_calendar`

function calendarJoin(draft: TableDraft, counted: CountedDate, calendar: FoundCalendar): JoinSource {
  const alias = aliasOf(draft, counted)
  const { dimension, use } = counted
  return {
    at: use.at,
    model: calendar.draft.source.name,
    alias,
    label: undefined,
    type: 'left',
    hidden: true,
    always: false,
    fields: undefined,
    sqlOn: { sql: `\${${draft.source.name}.${dimension.name}} = \${${alias}.${calendar.source.date}}`, at: use.at },
    relationship: 'many-to-one',
    description: undefined,
    calendar: { table: draft.source.name, dimension: dimension.name, date: calendar.source.date, orderedBy: plainIntervals(calendar) },
  }
}

/** The intervals that are columns of the calendar's table and nothing else, so that for everybody they put its rows in one order. */
const plainIntervals = ({ source, draft }: FoundCalendar): string[] =>
  source.intervals.flatMap(({ dimension }) => {
    const sql = draft.dimensions.get(dimension)?.sql.replaceAll('${TABLE}', '')
    return sql === undefined || sql.includes('${') ? [] : [dimension]
  })

function addIntervals(dimensions: Map<string, DimensionDraft>, draft: TableDraft, counted: CountedDate, calendar: FoundCalendar, findings: Finding[]): void {
  const { dimension: base, use } = counted
  for (const interval of calendar.source.intervals) {
    const column = calendar.draft.dimensions.get(interval.dimension)
    const name = `${base.name}_${interval.name}`
    // An unknown column is said once, at the calendar.
    if (column === undefined) continue
    if (dimensions.has(name)) {
      findings.push({
        code: 'model.interval_name_taken',
        severity: 'warning',
        at: use.at,
        message: `Interval ${interval.name} of dimension ${base.name} is left out: ${name} is a dimension already.`,
        hint: 'Rename that dimension, or the interval of the calendar.',
      })
      continue
    }
    const { source } = base
    dimensions.set(name, {
      ...column,
      name,
      at: use.at,
      index: dimensions.size,
      label: `${base.label} ${friendlyName(interval.name).toLowerCase()}`,
      sql: `\${${aliasOf(draft, counted)}.${column.name}}`,
      source: { ...column.source, name, hidden: source.hidden, groups: source.groups, groupLabel: source.groupLabel },
      isAdditional: true,
      isIntervalBase: false,
      interval: undefined,
    })
  }
}
