import { StreamLanguage, type StringStream } from '@codemirror/language'

type State = { /** Indentation of the key whose text goes on over the next lines; null outside of one. */ block: number | null }

/** Colours for YAML: keys, texts, numbers, words, comments, and references in SQL. */
export const yamlLanguage = StreamLanguage.define<State>({
  name: 'yaml',
  startState: () => ({ block: null }),
  token(stream, state) {
    if (stream.sol()) {
      const indentation = stream.indentation()
      if (state.block !== null && indentation <= state.block && !/^\s*$/.test(stream.string)) state.block = null
      if (state.block !== null) {
        stream.skipToEnd()
        return 'string'
      }
    }
    if (stream.eatSpace()) return null
    return tokenAt(stream, state)
  },
  languageData: { commentTokens: { line: '#' } },
})

function tokenAt(stream: StringStream, state: State): string | null {
  if (stream.match(/^#.*/)) return 'comment'
  if (stream.match(/^(---|\.\.\.)$/)) return 'meta'
  if (stream.match(/^-(?=\s|$)/) || stream.match(/^[{}[\],]/)) return null
  if (stream.match(/^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*:(\s|$))/) || stream.match(/^[^\s#:,{}[\]"'&*!|>%@`][^:#{}[\],]*?(?=\s*:(\s|$))/)) return 'keyword'
  if (stream.match(/^:(?=\s|$)/)) return null
  if (stream.match(/^[|>][-+\d]*\s*$/)) {
    state.block = /^\s*/.exec(stream.string)?.[0].length ?? 0
    return 'meta'
  }
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^']|'')*'?/)) return 'string'
  if (stream.match(/^(true|false|null|~)(?=\s*([,}\]#]|$))/)) return 'bool'
  if (stream.match(/^[-+]?\d[\d_]*(\.\d+)?(?=\s*([,}\]#]|$))/)) return 'number'
  if (stream.match(/^\$\{[^}]*\}/)) return 'number'
  stream.next()
  stream.match(/^[^\s#,{}[\]$]*/)
  return null
}
