import { QueryError } from '../types/compiled-query.ts'
import type { Guarded } from '../types/field.ts'
import { checkParameterPlaces, parameterLiterals } from './parameters.ts'
import type { PlanContext, RulePlace } from './plan-context.ts'
import { replaceReferences, type SqlReference } from './sql-template.ts'

/**
 * Writes the caller's attribute values and the chosen values of parameters into model SQL as literals (several are
 * comma-joined) and hands every other `${…}` to `other`. The whole is parenthesised when an attribute was written. Throws
 * `missing_attribute`, and `invalid_query` for what parameters do not take.
 */
export function expandModelSql(
  ctx: PlanContext,
  sql: string,
  place: RulePlace,
  other: (reference: Extract<SqlReference, { kind: 'table' | 'field' }>, text: string) => string,
): string {
  if (sql.includes('\0')) throw new QueryError('invalid_query', `The SQL of ${place.name} "${place.text}" holds a NUL character.`)
  let written = false
  const expanded = replaceReferences(sql, (reference, text) => {
    if (reference.kind === 'table' || reference.kind === 'field') return other(reference, text)
    if (reference.kind === 'parameter') {
      checkParameterPlaces(ctx, sql, place)
      return parameterLiterals(ctx, reference.name, place)
    }
    written = true
    return reference.kind === 'email' ? emailLiteral(ctx, place) : attributeLiterals(ctx, reference.name, place)
  })
  return written ? `(${expanded})` : expanded
}

function attributeLiterals(ctx: PlanContext, name: string, place: RulePlace): string {
  const values = Object.hasOwn(ctx.policy.userAttributes, name) ? ctx.policy.userAttributes[name] : undefined
  if (values === undefined) throw missing(`Missing user attribute "${name}"`, place, name)
  if (values.length === 0) throw missing(`Invalid or missing user attribute "${name}"`, place, name)
  ctx.policiesApplied.add(`user attribute ${name}`)
  return values.map((value) => attributeLiteral(ctx, value, name, place)).join(', ')
}

function attributeLiteral(ctx: PlanContext, value: string, name: string, place: RulePlace): string {
  if (typeof value !== 'string' || value.includes('\0')) throw missing(`Invalid or missing user attribute "${name}"`, place, name)
  return ctx.dialect.stringLiteral(value)
}

function emailLiteral(ctx: PlanContext, place: RulePlace): string {
  const { email } = ctx.policy
  if (email === undefined || email.includes('\0')) {
    throw missing('A verified e-mail address is needed for "user.email"', place, 'user.email')
  }
  ctx.policiesApplied.add('user e-mail')
  return ctx.dialect.stringLiteral(email)
}

const missing = (start: string, place: RulePlace, at: string): QueryError =>
  new QueryError('missing_attribute', `${start} on ${place.name}: "${place.text}"`, { at })

/**
 * Refuses a table or field that the caller's attributes do not open: all of `requiredAttributes` must match and, besides,
 * one of `anyAttributes`; any value of a list matches. Throws `missing_attribute`.
 */
export function checkAttributes(ctx: PlanContext, { requiredAttributes, anyAttributes }: Guarded, place: RulePlace): void {
  for (const [name, wanted] of Object.entries(requiredAttributes ?? {})) {
    if (!holds(ctx, name, wanted)) throw missing(`Invalid or missing user attribute "${shownAttribute(name, wanted)}"`, place, name)
    ctx.policiesApplied.add(`required attribute ${name}`)
  }
  if (anyAttributes === undefined) return
  const choices = Object.entries(anyAttributes)
  const held = choices.find(([name, wanted]) => holds(ctx, name, wanted))
  if (held === undefined) {
    const shown = choices.map(([name, wanted]) => `"${shownAttribute(name, wanted)}"`).join(' or ')
    throw missing(`Invalid or missing user attribute: one of ${shown === '' ? 'none' : shown} is needed`, place, choices[0]?.[0] ?? place.text)
  }
  ctx.policiesApplied.add(`any attribute ${held[0]}`)
}

function holds({ policy: { userAttributes } }: PlanContext, name: string, wanted: string | string[]): boolean {
  const held = Object.hasOwn(userAttributes, name) ? (userAttributes[name] ?? []) : []
  return [wanted].flat().some((value) => held.includes(String(value)))
}

const shownAttribute = (name: string, wanted: string | string[]): string => [name, wanted].flat().join(',')

/**
 * Refuses a table that the caller asks for, by one of its fields, without the attributes that open it. Tables that only
 * a row rule or another join reads are not asked for. Throws `missing_attribute`.
 */
export function checkTableAttributes(ctx: PlanContext, table: string): void {
  checkAttributes(ctx, ctx.explore.tables[table] ?? {}, { name: 'table', text: table })
}
