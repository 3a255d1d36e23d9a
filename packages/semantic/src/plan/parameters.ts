import { nearestNames } from '../names/nearest-names.ts'
import { QueryError } from '../types/compiled-query.ts'
import type { ModelParameter, ParameterValue } from '../types/model-notes.ts'
import { outsideCode } from './code-places.ts'
import type { PlanContext, RulePlace } from './plan-context.ts'
import { parameterReference } from './sql-template.ts'

/** Values of one parameter at most, and letters of one value: more than anybody picks. */
const mostValues = 1000
const longestValue = 10_000

/**
 * The value of a parameter as literals, several comma-joined: never text of the caller in the SQL. Throws `invalid_query`
 * for a parameter that this explore does not have, for one without a value, and for a value that it does not take.
 */
export function parameterLiterals(ctx: PlanContext, name: string, place: RulePlace): string {
  const { parameters = {} } = ctx.explore
  const definition = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (definition === undefined) {
    throw new QueryError('invalid_query', `Parameter "${name}" in ${place.name} "${place.text}" is not a parameter of explore ${ctx.explore.name}`, {
      at: name,
      suggestions: nearestNames(name, Object.keys(parameters)),
    })
  }
  const values = valuesOf(ctx, name, definition, place)
  ctx.parametersUsed.set(name, values)
  return values.map((value) => literal(ctx, definition, value)).join(', ')
}

/** Refuses SQL that has a parameter where its value would not stay one value. Throws `invalid_query`. */
export function checkParameterPlaces(ctx: PlanContext, sql: string, place: RulePlace): void {
  const found = outsideCode(ctx.dialect, sql, parameterReference)
  if (found === undefined) return
  throw new QueryError(
    'invalid_query',
    `${found} in ${place.name} "${place.text}" stands in quotes or in a comment. Write it without quotes: its value brings its own.`,
    {
      at: place.text,
    },
  )
}

function valuesOf(ctx: PlanContext, name: string, definition: ModelParameter, place: RulePlace): ParameterValue[] {
  const { parameters = {} } = ctx.query
  const given = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  const chosen = given === undefined ? [] : [given].flat()
  const refuse = (what: string): QueryError =>
    new QueryError('invalid_query', `Parameter "${definition.label}" (${name}) ${what}. It is used by ${place.name} "${place.text}".`, { at: name })
  if (chosen.length === 0) {
    const fallback = (definition.default ?? []).map((value) => typed(definition, value))
    const usable = fallback.filter((value) => value !== undefined)
    if (usable.length === 0) throw refuse('has no value and no default: choose one')
    return usable
  }
  if (chosen.length > mostValues) throw refuse(`takes at most ${mostValues} values, not ${chosen.length}`)
  if (chosen.length > 1 && definition.multiple !== true) throw refuse(`takes one value, not ${chosen.length}`)
  return chosen.map((one) => {
    const value = typed(definition, one)
    if (value === undefined) throw refuse(`takes ${wanted[definition.type ?? 'string']}, not ${shown(one)}`)
    if (!isOption(definition, value)) throw refuse(`does not take ${shown(one)}: use one of ${shownOptions(definition)}`)
    return value
  })
}

const wanted = { string: 'text', number: 'a number', date: 'a date (YYYY-MM-DD)' } as const

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? 'nothing'

const shownOptions = ({ options = [] }: ModelParameter): string =>
  `${options.slice(0, 10).join(', ')}${options.length > 10 ? ` and ${options.length - 10} more` : ''}`

/** The value as the type of its parameter has it; `undefined` when it is not one. */
function typed({ type = 'string' }: ModelParameter, value: unknown): ParameterValue | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  switch (type) {
    case 'string':
      return text.includes('\0') || text.length > longestValue ? undefined : text
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'date':
      return isDay(text) ? text : undefined
  }
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = Date.parse(`${text}T00:00:00Z`)
  // What the month does not have rolls over into the next one.
  return Number.isFinite(day) && new Date(day).toISOString().startsWith(text)
}

/** True for a value that may be chosen. Options from a dimension are proposals: a value that it does not have meets no row. */
function isOption(definition: ModelParameter, value: ParameterValue): boolean {
  const { options, allowCustomValues } = definition
  if (options === undefined || options.length === 0 || allowCustomValues === true) return true
  return options.some((option) => typed(definition, option) === value)
}

function literal({ dialect }: PlanContext, { type = 'string' }: ModelParameter, value: ParameterValue): string {
  if (typeof value === 'number') return dialect.numberLiteral(value)
  return type === 'date' ? dialect.dateLiteral(value) : dialect.stringLiteral(value)
}
