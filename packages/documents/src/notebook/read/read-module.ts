import type { CodeModule } from './code-module.ts'
import { readJavaScript } from './read-javascript.ts'
import { readPython } from './read-python.ts'
import { tooDeepAt } from './too-deep.ts'

type Code = { language: 'typescript' | 'python'; code: string }

/** By cell: documents are never changed in place, so what was read once stays true. */
const read = new WeakMap<Code, CodeModule>()

/** What a cell of code says of names. */
export function moduleOf(cell: Code): CodeModule {
  const known = read.get(cell)
  if (known !== undefined) return known
  const found = readCode(cell)
  read.set(cell, found)
  return found
}

/** Has what another thread read of a cell stand for reading it here. */
export const rememberModule = (cell: Code, found: CodeModule): void => void read.set(cell, found)

/** Code with brackets too deep in brackets is not read at all: parsers would take minutes for it. */
function readCode({ language, code }: Code): CodeModule {
  const deepAt = tooDeepAt(code, language)
  if (deepAt !== null) return { defines: [], imports: [], reads: [], changes: [], exports: [], shows: null, errorAt: deepAt }
  return language === 'python' ? readPython(code) : readJavaScript(code)
}
