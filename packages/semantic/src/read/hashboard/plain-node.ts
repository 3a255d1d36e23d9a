import { isObject } from '../json-object.ts'
import type { Node } from '../node.ts'

/** Data of a file, without the places at which it stands. */
export type Plain = Readonly<Record<string, unknown>>

/** What a node says, as plain data. */
export function plainOf(node: Node): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(plainOf)
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plainOf(value)]))
}

/** Data looked at without trust: what is not of the asked kind is not there. */
export const objectAt = (plain: Plain, key: string): Plain => (isObject(plain[key]) ? plain[key] : {})
export const listAt = (plain: Plain, key: string): readonly unknown[] => (Array.isArray(plain[key]) ? (plain[key] as unknown[]) : [])
export function textAt(plain: Plain, key: string): string | undefined {
  const value = plain[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined
}
