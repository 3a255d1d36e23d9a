import { stringify } from 'yaml'

/** A value on one line, in quotes where YAML needs them. */
export function inline(value: string | number | boolean | readonly string[] | Readonly<Record<string, string | number>>): string {
  if (typeof value === 'string' && /\p{Cc}/u.test(value)) return JSON.stringify(value)
  const style = typeof value === 'object' ? ({ collectionStyle: 'flow', flowCollectionPadding: false } as const) : {}
  return stringify(value, { ...style, lineWidth: 0 }).trimEnd()
}

/** A comment, or nothing. Line breaks of names in it become blanks. */
export function comment(text: string | undefined): string[] {
  return text === undefined ? [] : [`# ${text.replaceAll(/\s+/g, ' ')}`]
}

/** Lines further to the right. */
export function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`))
}
