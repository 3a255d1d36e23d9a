import { isRecord } from '../is-record.ts'

/**
 * A plain document as lines that people read and compare, in the manner of YAML, by key: what is absent or empty has no line,
 * and the order in which somebody happened to write the keys is nothing to compare.
 */
export const documentLines = (document: unknown): string[] => linesOf(document, '')

function linesOf(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => hung(linesOf(entry, `${indent}  `), entry, indent))
  if (isRecord(value)) return keysOf(value).flatMap((key) => linesOfKey(key, value[key], indent))
  return [`${indent}${scalar(value)}`]
}

/** The first line of an entry hangs on the dash of the list. */
function hung(lines: readonly string[], entry: unknown, indent: string): string[] {
  const [first, ...rest] = lines
  return first === undefined ? [`${indent}- ${Array.isArray(entry) ? '[]' : '{}'}`] : [`${indent}- ${first.slice(indent.length + 2)}`, ...rest]
}

function linesOfKey(key: string, value: unknown, indent: string): string[] {
  if (value === undefined) return []
  const name = `${indent}${isPlain(key) ? key : JSON.stringify(key)}:`
  if (typeof value === 'string' && value.includes('\n')) return [`${name} |`, ...value.split('\n').map((line) => `${indent}  ${line}`)]
  if (!Array.isArray(value) && !isRecord(value)) return [`${name} ${scalar(value)}`]
  const lines = linesOf(value, `${indent}  `)
  return lines.length === 0 ? [] : [name, ...lines]
}

const keysOf = (record: Record<string, unknown>): string[] => Object.keys(record).toSorted()

/** Text that no reader of YAML would take for anything else. */
const isPlain = (text: string): boolean => /^[\p{L}_][\p{L}\p{N} _./-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text) && !text.endsWith(' ')

const scalar = (value: unknown): string => (typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value ?? null))
