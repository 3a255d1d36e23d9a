import type { EndpointVariable, GivenValue, VariableType } from '@atrium/documents'
import { isDay, nearestNames, type VariableScalar, type VariableValue } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'

/** Values of a query's variables, by name. */
export type BoundValues = ReadonlyMap<string, VariableValue>

/**
 * The value of each variable: what the caller gives, else that of the query, else the project's default. Throws `invalid`
 * (`unknown_variable`, `variable_missing`, `variable_type`) with the variable and what was expected.
 */
export function bindValues(
  variables: readonly EndpointVariable[],
  given: Readonly<Record<string, GivenValue>>,
  /** Defaults of the project's variables, by id. */
  defaults: ReadonlyMap<string, GivenValue>,
): BoundValues {
  requireKnown(variables, Object.keys(given))
  return new Map(variables.map((variable) => [variable.name, valueOf(variable, chosen(variable, given, defaults))]))
}

/** Whether a caller has to give a variable: nothing stands for it. */
export const mustBeGiven = ({ id, value, isNull }: EndpointVariable, defaults: ReadonlyMap<string, GivenValue>): boolean =>
  isNull !== true && (value ?? defaults.get(id) ?? null) === null

function chosen(variable: EndpointVariable, given: Readonly<Record<string, GivenValue>>, defaults: ReadonlyMap<string, GivenValue>): GivenValue {
  const { name, id } = variable
  if (Object.hasOwn(given, name)) return given[name] ?? null
  if (!mustBeGiven(variable, defaults)) return variable.isNull === true ? null : (variable.value ?? defaults.get(id) ?? null)
  throw new AppError('invalid', `Required variable(s) '${name}' not provided. Send "variables": {"${name}": …} with ${wanted[variable.type]}.`, {
    reason: 'variable_missing',
    fields: [{ path: 'variables', message: `${name} is needed` }],
  })
}

function requireKnown(variables: readonly EndpointVariable[], names: readonly string[]): void {
  const known = variables.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  const has = known.length === 0 ? 'This endpoint has no variables.' : `This endpoint has: ${known.join(', ')}.`
  throw new AppError('invalid', `Unknown variable(s): ${unknown.map((name) => name.slice(0, 100)).join(', ')}. ${has}`, {
    reason: 'unknown_variable',
    suggestions: unknown.flatMap((name) => nearestNames(name, known)),
    fields: [{ path: 'variables', message: 'has a name that this endpoint does not know' }],
  })
}

const wanted: Record<VariableType, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a day (YYYY-MM-DD)',
  list: 'a list of values, or one value',
}

/** A value as the variable's type has it. Texts are read as what is wanted: some clients send nothing else. */
function valueOf({ name, type }: EndpointVariable, value: GivenValue): VariableValue {
  if (value === null) return null
  const refuse = (): AppError =>
    new AppError('invalid', `Variable ${name} takes ${wanted[type]}, not ${JSON.stringify(value).slice(0, 80)}`, {
      reason: 'variable_type',
      fields: [{ path: 'variables', message: `${name} takes ${wanted[type]}` }],
    })
  if (Array.isArray(value)) {
    if (type !== 'list') throw refuse()
    return value.map((one) => typed(typeof one === 'number' ? 'number' : typeof one === 'boolean' ? 'boolean' : 'string', one) ?? fail(refuse()))
  }
  return typed(type === 'list' ? 'string' : type, value) ?? fail(refuse())
}

function fail(error: AppError): never {
  throw error
}

function typed(type: Exclude<VariableType, 'list'>, value: string | number | boolean): VariableScalar | undefined {
  const text = String(value)
  switch (type) {
    case 'string':
      return text.includes('\0') ? undefined : { type, value: text }
    case 'number':
      return typeof value !== 'boolean' && isNumber(text) ? { type, value: Number(text) } : undefined
    case 'boolean': {
      const word = text.toLowerCase()
      return word === 'true' || word === 'false' ? { type, value: word === 'true' } : undefined
    }
    case 'date':
      return isDay(text) ? { type, value: text } : undefined
  }
}

/** A number in digits. What would lose digits on the way (ids beyond 2^53) is none: it would ask for another row. */
function isNumber(text: string): boolean {
  if (!/^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return false
  const number = Number(text)
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))
}

const samples: Record<VariableType, VariableScalar> = {
  string: { type: 'string', value: 'a' },
  number: { type: 'number', value: 1 },
  boolean: { type: 'boolean', value: true },
  date: { type: 'date', value: '2000-01-01' },
  list: { type: 'string', value: 'a' },
}

/** Some value of the right type for each variable: for looking whether a query can be read at all. */
export const sampleValues = (variables: readonly EndpointVariable[]): BoundValues =>
  new Map(variables.map(({ name, type }) => [name, type === 'list' ? [samples.list] : samples[type]]))
