import { variablesIn } from '@atrium/semantic'
import type { EndpointVariable, VariableType, VariableWish } from '../../api/endpoints.ts'

export const variableTypes: readonly VariableType[] = ['string', 'number', 'boolean', 'date', 'list']

/** What stands in the field of a value. */
export const valueText = (value: unknown): string =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** A wish for each variable that SQL mentions: what was said of it already, else a text without a default. */
export function wishesFor(sql: string, said: Readonly<Record<string, VariableWish>>, known: readonly EndpointVariable[] = []): VariableWish[] {
  return variablesIn(sql).map((name) => {
    const before = known.find((variable) => variable.name === name)
    return said[name] ?? { name, type: before?.type ?? 'string', value: valueText(before?.value) }
  })
}

/** What a field says, as its variable takes it: a list is one value for each comma. */
export const givenValue = (type: VariableType, text: string): unknown => (type === 'list' ? text.split(',').map((part) => part.trim()) : text)
