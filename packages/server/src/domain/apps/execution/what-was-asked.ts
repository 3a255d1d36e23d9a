import { fingerprints, inputsOf, sources, type NotebookCell } from '@atrium/documents'
import type { Execution } from './execution.ts'
import { sha256 } from './sha256.ts'

/** What each cell asks with these values: who looks is a part of it. */
export const fingerprintsWith = (
  { graph, audienceFor, componentVersions }: Pick<Execution, 'graph' | 'audienceFor' | 'componentVersions'>,
  values: Execution['values'],
): Map<string, string> => fingerprints(graph, values, (text, cellId) => sha256(`${audienceFor(cellId)}\n${text}`), componentVersions)

/**
 * What a cell asks of what is there. Where something that it reads is not what it would be now, this is another question than when it is,
 * so that the cell stays stale.
 */
export function askedOf(execution: Execution, cell: NotebookCell): string | null {
  const { graph, fingerprints: now, outcomes } = execution
  const asked = now.get(cell.id) ?? null
  const old = [...(graph.reads.get(cell.id)?.keys() ?? [])].flatMap((id) => {
    const source = graph.cells.get(id)
    const outcome = outcomes.get(id)
    if (source === undefined || outcome?.state !== 'done' || isReadAsItIs(cell, source) || outcome.fingerprint === now.get(id)) return []
    return [`${id} ${outcome.fingerprint}`]
  })
  return asked === null || old.length === 0 ? asked : sha256([asked, ...old.toSorted()].join('\n'))
}

/**
 * Of an input the value that counts now is read, of a table that is written what is in it, and of SQL that becomes a part of other SQL what
 * it says now: never what came of it.
 */
const isReadAsItIs = (cell: NotebookCell, source: NotebookCell): boolean =>
  source.kind === 'input' || source.kind === 'writeback' || (isOnWarehouse(cell) && isOnWarehouse(source))

const isOnWarehouse = (cell: NotebookCell): boolean => cell.kind === 'sql' && cell.on === 'warehouse'

/** Buttons that are looked at: more than anybody presses. */
const mostButtons = 20

/**
 * Of cells that are stale those that are so for more than a run button that is no longer pressed: what a button began stays as it is until
 * something else that is stale reads it.
 */
export function beyondButtons(execution: Execution, stale: readonly string[], kept: ReadonlyMap<string, string>): string[] {
  const buttons = inputsOf(execution.scope.document).filter(({ input }) => input.type === 'run_button')
  if (stale.length === 0 || buttons.length === 0) return [...stale]
  const pressed = buttons.slice(0, mostButtons).map(({ name }) => fingerprintsWith(execution, new Map(execution.values).set(name, true)))
  const began = (id: string): boolean => pressed.some((asked) => asked.has(id) && asked.get(id) === kept.get(id))
  const others = stale.filter((id) => !began(id))
  const needed = sources(execution.graph, others)
  return stale.filter((id) => !began(id) || needed.has(id))
}
