import path from 'node:path'
import { readModelFolder } from '@atrium/server'
import { compileProject, duckdb, isExploreError, type Problem } from '@atrium/semantic'
import { say } from './say.ts'

/**
 * Compiles a folder of models and prints every problem as `file:line:column: severity: message`; answers the exit
 * code: 1 when there is an error. Column types are not known here, so what needs a warehouse is not checked.
 */
export async function check(folder: string): Promise<number> {
  const files = await readModelFolder(folder)
  const { explores, problems } = compileProject({ files, catalog: {}, dialect: duckdb, startOfWeek: null })
  for (const problem of problems) say(problemLine(folder, problem))
  const broken = explores.filter(isExploreError).length
  const errors = problems.filter((problem) => problem.severity === 'error').length
  say(`${files.length} files, ${explores.length} explores (${broken} broken), ${errors} errors, ${problems.length - errors} warnings`)
  return errors > 0 || broken > 0 ? 1 : 0
}

/** One problem as editors and CI understand it. */
export function problemLine(folder: string, problem: Problem): string {
  const where = `${path.join(folder, problem.file)}:${problem.line}:${problem.column}`
  return `${where}: ${problem.severity}: ${problem.message}${problem.hint === '' ? '' : ` ${problem.hint}`}`
}
