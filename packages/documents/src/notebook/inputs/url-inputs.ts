import type { InputDefinition } from '../cells/input-cell.ts'
import type { InputValue } from './input-value.ts'
import { writeUrlValue } from './url-value.ts'

/** `_name`, as inputs are called in addresses. */
const named = /^_([A-Za-z][A-Za-z0-9_]{0,62})$/
/** Values that are read of one address at most. */
const mostValues = 200

/** What an address gives inputs, as text by their names; of a name that it has twice the first. What is given to nobody is for others to tell. */
export function readUrlInputs(search: string): Record<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of new URLSearchParams(search)) {
    const name = named.exec(key)?.[1]
    if (name !== undefined && !found.has(name) && found.size < mostValues) found.set(name, value)
  }
  return Object.fromEntries(found)
}

/** A query string without what it gives inputs; with `?` where something is left. */
export function withoutUrlInputs(search: string): string {
  const left = new URLSearchParams([...new URLSearchParams(search)].filter(([key]) => !named.test(key))).toString()
  return left === '' ? '' : `?${left}`
}

/** The query string that gives inputs these values, without `?`. What an address cannot give is left out: files, and buttons, which are pressed. */
export function writeUrlInputs(inputs: readonly { name: string; definition: InputDefinition }[], values: Readonly<Record<string, InputValue>>): string {
  const pairs = inputs.flatMap(({ name, definition }): [string, string][] => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined || definition.type === 'run_button') return []
    const text = writeUrlValue(definition, value)
    return text === null ? [] : [[`_${name}`, text]]
  })
  return new URLSearchParams(pairs).toString()
}
