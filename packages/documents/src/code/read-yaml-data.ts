import { parseYaml, placesIn } from '@atrium/semantic'
import { valueOfYaml } from './yaml-value.ts'

/** A YAML file as plain data, or why it cannot be read: a sentence with its line. */
export type YamlData = { value: unknown } | { problem: string }

/** Reads YAML as plain data: objects, lists, texts, numbers, booleans, null; dates stay text. Never throws. */
export function readYamlData(path: string, text: string): YamlData {
  const { root, findings } = parseYaml(text, placesIn(path, text))
  const error = findings.find(({ severity }) => severity !== 'warning')
  if (error !== undefined) return { problem: `${error.message} (line ${error.at.line})` }
  return { value: root === undefined ? null : valueOfYaml(root) }
}
