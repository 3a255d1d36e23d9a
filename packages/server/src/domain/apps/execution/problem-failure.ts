import { tellProblem, type NotebookProblem, type CellFailure } from '@atrium/documents'

/** What is wrong with a cell before it is run, as the reason why it has no answer. */
export function problemFailure(found: NotebookProblem, labels: ReadonlyMap<string, string>): CellFailure {
  const { message, hint } = tellProblem(found, labels)
  const named = Object.fromEntries(cellsOf(found).map((cellId) => [cellId, labels.get(cellId) ?? cellId]))
  return { code: 'invalid', message, reason: found.code, problem: { found, labels: named }, line: 'at' in found ? found.at.line : null, hint }
}

/** The cells that its words name. */
function cellsOf(found: NotebookProblem): readonly string[] {
  if ('way' in found) return found.way.map(({ cellId }) => cellId)
  return 'definedBy' in found ? [found.definedBy].flat() : []
}
