import { useMemo } from 'react'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import type { CodeMark } from '../../../components/code-editor.tsx'
import { useNotebook } from '../notebook-context.ts'

/** The line at which a cell failed; null where it did not, or nobody knows. What was changed since is stale, and no line of it counts. */
export function useFailureMark(cellId: string): CodeMark | null {
  const { store } = useNotebook()
  const failure = useSessionPart(store, ({ outcomes, stale }) => (stale.has(cellId) ? null : (outcomes.get(cellId)?.failure ?? null)), null)
  return useMemo(() => (failure === null || failure.line === null ? null : { line: failure.line, message: failure.message, isError: true }), [failure])
}
