import type { Dialect } from '../types/dialect.ts'

const comments = String.raw`--[^\n]*|/\*(?:(?!/\*|\*/)[\s\S])*\*/|/\*[\s\S]*`
const quotedNames = '"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)'
const dollarQuoted = String.raw`\$(?<tag>\w*)\$[\s\S]*?(?:\$\k<tag>\$|$)`
/** What ends a text depends on the engine and its settings: a backslash may be a letter or not, three quotes may be one. */
const texts = [
  String.raw`'(?:[^']|'')*(?:'|$)`,
  String.raw`'(?:[^'\\]|\\[\s\S])*(?:'|$)`,
  String.raw`'''[\s\S]*?(?:'''|$)|"""[\s\S]*?(?:"""|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)`,
]

/**
 * The first match of `marked` that stands in a text, a quoted name or a comment, where a value would not stay one value;
 * `undefined` when all of them stand in the code, however the engine reads its quotes.
 */
export function outsideCode(dialect: Dialect, sql: string, marked: RegExp): string | undefined {
  const line = dialect.lineComment === undefined ? '' : `|${dialect.lineComment}[^\\n]*`
  for (const text of texts) {
    const apart = new RegExp(`${text}|${quotedNames}|${comments}${line}|${dollarQuoted}`, 'g')
    for (const [part] of sql.matchAll(apart)) {
      const found = marked.exec(part)
      if (found !== null) return found[0]
    }
  }
  return undefined
}
