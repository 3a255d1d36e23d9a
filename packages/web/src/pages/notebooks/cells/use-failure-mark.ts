import { tellFailure } from '@atrium/documents'
import { useMemo, useState } from 'react'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import type { CodeMark } from '../../../components/code-editor.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { useNotebook } from '../notebook-context.ts'

/** The line at which a cell failed; null where it did not, nobody knows, or its text is another one since. */
export function useFailureMark(cellId: string, text: string): CodeMark | null {
  const { store } = useNotebook()
  const { language } = useLanguage()
  const outcome = useSessionPart(store, ({ outcomes }) => outcomes.get(cellId), undefined)
  const [failed, setFailed] = useState({ outcome, text })
  if (failed.outcome !== outcome) setFailed({ outcome, text })
  const failure = failed.text === text ? (outcome?.failure ?? null) : null
  return useMemo(
    () => (failure === null || failure.line === null ? null : { line: failure.line, message: tellFailure(failure, language).message, isError: true }),
    [failure, language],
  )
}
