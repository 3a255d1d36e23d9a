import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PublishedApp } from '../../api/apps.ts'
import type { SessionStore } from '../../app-session/session-store.ts'
import { toastFailed } from '../../components/toast.ts'

/** Computes what an app shows and has no answer yet when it is opened, and all of it where the app says so. Nothing that writes runs by itself. */
export function useFirstRun(store: SessionStore | null, { cells, settings }: PublishedApp): void {
  const { t } = useTranslation()
  const begun = useRef<SessionStore | null>(null)
  useEffect(() => {
    if (store === null || begun.current === store) return
    begun.current = store
    const { outcomes, stale, running } = store.state()
    if (running.size > 0) return
    const computed = cells.filter(({ kind, markdown }) => kind !== 'section' && kind !== 'writeback' && markdown === undefined).map(({ id }) => id)
    const due = settings.runsOnOpen ? computed : computed.filter((id) => stale.has(id) || !outcomes.has(id))
    if (due.length === 0) return
    void store.run({ how: 'cells', cells: due, reach: 'above' }).catch((error: unknown) => toastFailed(t('apps.runFailed'), error))
  }, [store, cells, settings.runsOnOpen, t])
}
