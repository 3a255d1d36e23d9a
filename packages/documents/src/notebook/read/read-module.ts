import type { CodeModule } from './code-module.ts'
import { readJavaScript } from './read-javascript.ts'
import { readPython } from './read-python.ts'

type Code = { language: 'typescript' | 'python'; code: string }

/** By cell: documents are never changed in place, so what was read once stays true. */
const read = new WeakMap<Code, CodeModule>()

/** What a cell of code says of names. */
export function moduleOf(cell: Code): CodeModule {
  const known = read.get(cell)
  if (known !== undefined) return known
  const found = cell.language === 'python' ? readPython(cell.code) : readJavaScript(cell.code)
  read.set(cell, found)
  return found
}
