import { TemplateError } from './template-error.ts'

/** One word of an expression. */
export type Token = { type: 'name' | 'number' | 'string' | 'sign'; text: string; from: number; to: number }

const word = /\s+|([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\/\/|\*\*|==|!=|<=|>=|[-+*/%~<>()[\]{},:.|=])/sy

/** Words of one expression at most: more would be nested deeper than it can be read. */
const mostTokens = 1000

/** The words of an expression that stands from `from` to `to`. Throws `TemplateError` at what is no word. */
export function tokensOf(source: string, from: number, to: number): Token[] {
  const tokens: Token[] = []
  let at = from
  while (at < to) {
    word.lastIndex = at
    const found = word.exec(source)
    if (found === null || word.lastIndex > to) throw new TemplateError(`"${source[at]}" cannot stand in a template`, at)
    const [text, name, number, string, sign] = found
    const type = name !== undefined ? 'name' : number !== undefined ? 'number' : string !== undefined ? 'string' : sign !== undefined ? 'sign' : null
    if (type !== null) tokens.push({ type, text, from: at, to: word.lastIndex })
    if (tokens.length > mostTokens) throw new TemplateError(`An expression has at most ${mostTokens} words`, from)
    at = word.lastIndex
  }
  return tokens
}
