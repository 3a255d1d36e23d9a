import { placesIn } from '../problems/place.ts'
import type { Node } from './node.ts'
import { parseYaml } from './parse-yaml.ts'

/** A YAML file as plain data, or why it cannot be read: a sentence with its line. */
export type YamlData = { value: unknown } | { problem: string }

/**
 * Reads YAML as plain data: objects, lists, texts, numbers, booleans, null; dates stay text. What aliases stand for is
 * copied, as far as `parseYaml` lets them. Never throws.
 */
export function readYamlData(path: string, text: string): YamlData {
  const { root, findings } = parseYaml(text, placesIn(path, text))
  const error = findings.find(({ severity }) => severity !== 'warning')
  if (error !== undefined) return { problem: `${error.message} (line ${error.at.line})` }
  return { value: root === undefined ? null : dataOf(root) }
}

function dataOf(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(dataOf)
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, dataOf(entry.value)]))
  }
}
