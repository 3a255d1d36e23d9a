import { AppError } from '../platform/errors.ts'
import type { CellRun, KernelLanguage } from './kernel.ts'

const identifier = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u

const reserved: Record<KernelLanguage, ReadonlySet<string>> = {
  typescript: new Set(
    (
      'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if ' +
      'implements import in instanceof interface let new null package private protected public return static super switch this throw true try ' +
      'typeof var void while with yield'
    ).split(' '),
  ),
  python: new Set(
    (
      'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda ' +
      'nonlocal not or pass raise return try while with yield'
    ).split(' '),
  ),
}

/** Names become part of the program that runs: what is no plain name of the language is refused (`invalid`). */
export function checkNames(language: KernelLanguage, cell: Pick<CellRun, 'reads' | 'defines'>): void {
  for (const name of [...Object.keys(cell.reads), ...cell.defines]) {
    if (!identifier.test(name) || name.length > 200 || reserved[language].has(name) || name.startsWith('__')) {
      throw new AppError('invalid', `“${name.slice(0, 60)}” can't be the name of a result in ${language === 'python' ? 'Python' : 'TypeScript'}. Rename it.`, {
        reason: 'cell_name',
        params: { name: name.slice(0, 60) },
      })
    }
  }
}
