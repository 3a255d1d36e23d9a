import type { InputDefinition } from '../cells/input-cell.ts'
import type { Scalar } from '../cells/names.ts'
import { isRecord } from '../../is-record.ts'
import { acceptedValue, listedValues, type InputValue } from './input-value.ts'

/** Letters that stand in an address as they are, and in a literal may not. */
const control = /[\u0000-\u001f]/g // oxlint-disable-line no-control-regex

/**
 * The value that an address gives an input (`?_name=value`): a literal as JSON writes it. What the input does not take is
 * `undefined`, and its default counts. One `=` before it means nothing: a second one is often written.
 */
export function readUrlValue(input: InputDefinition, text: string, offered: readonly Scalar[] | null = listedValues(input)): InputValue | undefined {
  // Nobody's file comes from an address.
  if (input.type === 'file') return undefined
  const literal = text.replace(/^=/, '').replaceAll(control, (letter) => `\\u${letter.codePointAt(0)?.toString(16).padStart(4, '0')}`)
  try {
    return acceptedValue(input, JSON.parse(literal), offered)
  } catch {
    return undefined
  }
}

/** A value as an address gives it, which `readUrlValue` reads back; null where an address cannot. */
export function writeUrlValue(input: InputDefinition, value: InputValue): string | null {
  if (input.type === 'file') return null
  return JSON.stringify(isRecord(value) ? [value['from'], value['to']] : value)
}
