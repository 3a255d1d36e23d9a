import { tellProblem, type NotebookProblem, type CellFailure } from '@atrium/documents'

/** What is wrong with a cell before it is run, as the reason why it has no answer. */
export function problemFailure(problem: NotebookProblem, labels: ReadonlyMap<string, string>): CellFailure {
  const { message, hint } = tellProblem(problem, labels)
  return { code: 'invalid', message, reason: problem.code, line: 'at' in problem ? problem.at.line : null, hint }
}
