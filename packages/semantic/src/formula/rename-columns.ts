import { tokensOf } from './tokens.ts'

const isWord = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)

/**
 * A formula with some of its columns under another name. `rename` gets what a column is called there (an id, `table.field`, a
 * name or a label) and answers its new id as table and name, or nothing. A formula that cannot be read stays as it is.
 */
export function renameColumns(formula: string, rename: (name: string) => { id: string; table: string; name: string } | undefined): string {
  const tokens = readable(formula)
  let renamed = ''
  let at = 0
  for (const [place, token] of tokens.entries()) {
    if (token.kind !== 'word' && token.kind !== 'column') continue
    const next = tokens[place + 1]
    if (token.kind === 'word' && next?.kind === 'sign' && next.value === '(') continue
    const to = rename(token.value)
    if (to === undefined) continue
    const end = token.kind === 'word' ? token.at + token.value.length : formula.indexOf(formula[token.at] === '[' ? ']' : '}', token.at) + 1
    const isReference = formula[token.at] === '$' || !isWord(to.id)
    renamed += formula.slice(at, token.at) + (isReference ? `\${${to.table}.${to.name}}` : to.id)
    at = end
  }
  return renamed + formula.slice(at)
}

function readable(formula: string): ReturnType<typeof tokensOf> {
  try {
    return tokensOf(formula)
  } catch {
    return []
  }
}
