import type { YamlNode } from '@atrium/semantic'

export type YamlPath = readonly PropertyKey[]

/** A tree of YAML as plain values. What an alias stands for is shared. */
export function valueOfYaml(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(valueOfYaml)
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, valueOfYaml(value)]))
}

/** Where a value stands, or of what is missing the map that should have it. `key`: where its key stands. */
export function offsetOfYaml(root: YamlNode, path: YamlPath, what: 'value' | 'key' = 'value'): number {
  let node = root
  let offset = root.offset
  for (const step of path) {
    const entry = node.kind === 'map' ? node.entries.get(String(step)) : undefined
    const child = entry?.value ?? (node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined)
    if (child === undefined) return offset
    offset = what === 'key' && entry !== undefined ? entry.keyOffset : child.offset
    node = child
  }
  return offset
}

/** What of a tree nobody may write: the path, and whether it is the key or the value there. */
export type UnsafeYaml = { path: YamlPath; what: 'key' | 'value'; why: 'prototype' | 'characters' }

/** The first key that would reach into the language instead of the data, or text that no store keeps (NUL, half a pair); null: none. */
export function unsafeYaml(node: YamlNode, path: YamlPath = []): UnsafeYaml | null {
  if (node.kind === 'scalar') return isKept(node.value) ? null : { path, what: 'value', why: 'characters' }
  const below = node.kind === 'list' ? [...node.items.entries()] : [...node.entries.values()].map(({ key, value }) => [key, value] as const)
  for (const [key, child] of below) {
    const here = [...path, key]
    if (key === '__proto__') return { path: here, what: 'key', why: 'prototype' }
    if (!isKept(key)) return { path: here, what: 'key', why: 'characters' }
    const found = unsafeYaml(child, here)
    if (found !== null) return found
  }
  return null
}

const isKept = (value: unknown): boolean => typeof value !== 'string' || !(value.includes('\0') || /\p{Cs}/u.test(value))
