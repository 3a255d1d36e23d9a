/** One word, quoted name or sign of SQL; texts and remarks are left out. */
export type SqlToken = {
  kind: 'word' | 'quoted' | 'sign'
  /** As it reads: of a quoted name what is in the quotes, of a word in small letters. */ text: string
  from: number
  to: number
}

const token = new RegExp(
  [
    String.raw`\s+|--[^\n]*|[eE]'(?:[^'\\]|\\[\s\S])*(?:'|$)|'(?:[^']|'')*(?:'|$)|\$(?<tag>\w*)\$`,
    String.raw`(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
    String.raw`"(?<quoted>(?:[^"]|"")*)(?:"|$)|` + '`(?<ticked>[^`]*)(?:`|$)',
    String.raw`(?<comment>/\*)|\d[\w.]*|(?<sign>[\s\S])`,
  ].join('|'),
  'y',
)

/** The words of SQL as every dialect here writes them. Never throws: what has no end ends with the text. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = []
  let at = 0
  while (at < sql.length) {
    token.lastIndex = at
    const found = token.exec(sql)
    if (found === null) break
    const { tag, word, quoted, ticked, comment, sign } = found.groups ?? {}
    const from = at
    at = token.lastIndex
    if (tag !== undefined) at = endBehind(sql, `$${tag}$`, at)
    else if (comment !== undefined) at = endOfComment(sql, at)
    else if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase(), from, to: at })
    else if (quoted !== undefined || ticked !== undefined) tokens.push({ kind: 'quoted', text: ticked ?? quoted?.replaceAll('""', '"') ?? '', from, to: at })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, from, to: at })
  }
  return tokens
}

function endBehind(sql: string, end: string, from: number): number {
  const found = sql.indexOf(end, from)
  return found === -1 ? sql.length : found + end.length
}

/** Remarks may stand in one another. */
function endOfComment(sql: string, from: number): number {
  const mark = /\/\*|\*\//g
  mark.lastIndex = from
  let depth = 1
  for (let found = mark.exec(sql); found !== null; found = mark.exec(sql)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
  return sql.length
}
