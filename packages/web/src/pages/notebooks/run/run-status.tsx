import { Loader, Text, VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionStore } from '../../../app-session/session-store.ts'
import { useSessionPart } from '../../../app-session/use-app-session.ts'

/** How many cells are still to come, and how a run has ended; said aloud too, but not with every cell. */
export function RunStatus({ store }: { store: SessionStore | null }) {
  const { t } = useTranslation()
  const left = useSessionPart(store, ({ running }) => running.size, 0)
  const failed = useSessionPart(store, ({ outcomes }) => [...outcomes.values()].filter(({ state }) => state === 'failed').length, 0)
  const [hasRun, setHasRun] = useState(false)
  const isRunning = left > 0
  useEffect(() => {
    if (isRunning) setHasRun(true)
  }, [isRunning])
  const ended = failed === 0 ? t('notebookEditor.ranWell') : t('notebookEditor.ranWithFailures', { count: failed })
  return (
    <>
      {isRunning ? (
        <Text size="xs" c="dimmed" className="numbers" aria-hidden>
          <Loader size={10} me={6} />
          {t('notebookEditor.cellsLeft', { count: left })}
        </Text>
      ) : (
        hasRun && (
          <Text size="xs" c={failed === 0 ? 'dimmed' : 'var(--mantine-color-error)'} aria-hidden>
            {ended}
          </Text>
        )
      )}
      <VisuallyHidden role="status">{isRunning ? t('notebookEditor.runs') : hasRun ? ended : ''}</VisuallyHidden>
    </>
  )
}
