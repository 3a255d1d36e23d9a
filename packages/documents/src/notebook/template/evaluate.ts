import { builtInValues } from '../cells/built-in-values.ts'
import type { Expression } from './expression.ts'
import { filters } from './filters.ts'
import { TemplateError } from './template-error.ts'
import { Day, has, isEqual, isList, isTruthy, order, textOf, type TemplateValue } from './values.ts'
import { bounded, weightOf } from './weight.ts'

/** What names stand for. Not a plain object: a name may be `constructor`. */
export type TemplateValues = ReadonlyMap<string, TemplateValue>

/** Where something is computed: what names stand for, and who counts the work. */
export type Scope = { values: TemplateValues; /** Throws `TemplateError` when it is too much. */ spend: (work: number) => void }

/** The value of an expression. Throws `TemplateError` for a name that stands for nothing and for what cannot be computed. */
export function evaluate(expression: Expression, scope: Scope): TemplateValue {
  scope.spend(1)
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'list':
      return bounded(
        expression.items.map((item) => evaluate(item, scope)),
        expression.at,
      )
    case 'name': {
      const value = scope.values.get(expression.name)
      if (value === undefined) throw new TemplateError(`${expression.name} stands for nothing here`, expression.at)
      return bounded(value, expression.at)
    }
    case 'member': {
      const [of, key] = [evaluate(expression.of, scope), evaluate(expression.key, scope)]
      if (isOfPerson(expression.of) && !holds(of, key)) throw noAttribute(key, expression.at)
      return memberOf(of, key)
    }
    case 'filter':
      return filtered(expression, scope)
    case 'test':
      return tested(expression, scope) !== expression.isNot
    case 'unary': {
      const value = evaluate(expression.of, scope)
      if (expression.sign === 'not') return !isTruthy(value)
      if (typeof value !== 'number') throw new TemplateError(`"${expression.sign}" stands before a number`, expression.at)
      return expression.sign === '-' ? -value : value
    }
    case 'binary':
      return combined(expression, scope)
    case 'choice':
      if (isTruthy(evaluate(expression.test, scope))) return evaluate(expression.value, scope)
      return expression.otherwise === null ? null : evaluate(expression.otherwise, scope)
  }
}

/** What is asked of whoever looks decides what they see: where it is not known, nothing is guessed. */
const isOfPerson = (of: Expression): boolean => of.kind === 'name' && builtInValues[of.name] === 'user_attributes'

const noAttribute = (key: TemplateValue, at: number): TemplateError =>
  new TemplateError(
    `Whoever looks has no attribute "${textOf(key).slice(0, 100)}". Test it with "is defined", or say with | default what counts without it`,
    at,
  )

/** Whether data has something by a key, be it nothing. */
function holds(value: TemplateValue, key: TemplateValue): boolean {
  if (isList(value)) return typeof key === 'number' && value.at(key) !== undefined
  return typeof value === 'object' && value !== null && !(value instanceof Day) && Object.hasOwn(value, textOf(key))
}

/** Whether there is something to be evaluated. */
function isThere(expression: Expression, scope: Scope): boolean {
  if (expression.kind === 'name') return scope.values.has(expression.name)
  if (expression.kind !== 'member') return true
  return isThere(expression.of, scope) && holds(evaluate(expression.of, scope), evaluate(expression.key, scope))
}

/** Only what data holds itself: never what every object has. */
function memberOf(value: TemplateValue, key: TemplateValue): TemplateValue {
  if (isList(value)) return typeof key === 'number' ? (value.at(key) ?? null) : null
  if (typeof value !== 'object' || value === null || value instanceof Day) return null
  const name = textOf(key)
  return Object.hasOwn(value, name) ? (value[name] ?? null) : null
}

function filtered({ of, filter, args, at }: Extract<Expression, { kind: 'filter' }>, scope: Scope): TemplateValue {
  if (filter === 'array' || filter === 'sqlsafe') throw new TemplateError(`| ${filter} stands last, and only in SQL`, at)
  const apply = Object.hasOwn(filters, filter) ? filters[filter] : undefined
  if (apply === undefined)
    throw new TemplateError(`There is no filter "${filter}". There are ${Object.keys(filters).join(', ')}, and in SQL array and sqlsafe`, at)
  // What is not there is what `default` is for.
  const value = filter === 'default' && !isThere(of, scope) ? null : evaluate(of, scope)
  const given = args.map((arg) => evaluate(arg, scope))
  if (!glances.has(filter)) scope.spend(weightOf(value) + (filter === 'replace' ? search(value, given[0]) : 0))
  const result = apply(value, given, at)
  if (result === undefined) throw new TemplateError(`| ${filter} is not for this value`, at)
  if (!glances.has(filter)) scope.spend(weightOf(result))
  return bounded(result, at)
}

/** Filters that do not go through what they are given. */
const glances = new Set(['length', 'first', 'last', 'default'])

/** The work of looking for a text in another: for some texts all of one at many places of the other. */
const search = (whole: TemplateValue, part: TemplateValue = ''): number =>
  typeof whole === 'string' ? Math.ceil((whole.length * textOf(part).length) / 100) : 0

function tested({ of, test, at }: Extract<Expression, { kind: 'test' }>, scope: Scope): boolean {
  if (test === 'defined' || test === 'undefined') return isThere(of, scope) === (test === 'defined')
  const value = evaluate(of, scope)
  switch (test) {
    case 'none':
      return value === null
    case 'string':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'sequence':
    case 'iterable':
      return isList(value)
    case 'true':
    case 'false':
      return value === (test === 'true')
    default:
      throw new TemplateError(`There is no test "${test}". There are defined, undefined, none, string, number, boolean, sequence, true, false`, at)
  }
}

function combined({ sign, left, right, at }: Extract<Expression, { kind: 'binary' }>, scope: Scope): TemplateValue {
  const a = evaluate(left, scope)
  if (sign === 'and') return isTruthy(a) ? evaluate(right, scope) : a
  if (sign === 'or') return isTruthy(a) ? a : evaluate(right, scope)
  const b = evaluate(right, scope)
  scope.spend(weightOf(a) + weightOf(b) + (sign === 'in' || sign === 'not in' ? search(b, a) : 0))
  switch (sign) {
    case '==':
      return isEqual(a, b)
    case '!=':
      return !isEqual(a, b)
    case '~':
      return bounded(textOf(a) + textOf(b), at)
    case 'in':
    case 'not in': {
      const found = has(b, a)
      if (found === null) throw new TemplateError(`"${sign}" looks in a list, a text or an object`, at)
      return found === (sign === 'in')
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const way = order(a, b)
      if (way === null) throw new TemplateError(`"${sign}" compares two numbers, two texts or two days`, at)
      return sign === '<' ? way < 0 : sign === '<=' ? way <= 0 : sign === '>' ? way > 0 : way >= 0
    }
    default:
      return computed(sign, a, b, at)
  }
}

function computed(sign: string, a: TemplateValue, b: TemplateValue, at: number): TemplateValue {
  if (sign === '+' && typeof a === 'string' && typeof b === 'string') return bounded(a + b, at)
  if (typeof a !== 'number' || typeof b !== 'number') throw new TemplateError(`"${sign}" takes two numbers; ~ joins texts`, at)
  if (b === 0 && sign !== '+' && sign !== '-' && sign !== '*') throw new TemplateError('Nothing can be divided by zero', at)
  switch (sign) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '//':
      return Math.floor(a / b)
    default:
      return a - b * Math.floor(a / b)
  }
}
