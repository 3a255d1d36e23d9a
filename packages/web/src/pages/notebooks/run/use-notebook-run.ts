import { useTranslation } from 'react-i18next'
import { runSession, type WantedRun } from '../../../api/app-sessions.ts'
import type { SessionStore } from '../../../app-session/session-store.ts'
import { useAppSession, useSessionPart } from '../../../app-session/use-app-session.ts'
import { toastFailed } from '../../../components/toast.ts'

export type NotebookRun = {
  /** Null: not open yet, or it could not be opened. */
  store: SessionStore | null
  error: Error | null
  /** Saves the draft and runs cells of it, in another session where this one is over. */
  run: (wanted: WantedRun, options?: { usesCachedSql?: boolean }) => void
  /** The same where nobody asked for it: what comes in its way is said by what people do themselves. */
  runUnasked: (wanted: WantedRun) => void
  interrupt: () => void
  /** Forgets what cells answered and what code holds. */
  restart: () => void
}

/** Running of a notebook while it is written: its session, which runs the draft as it is saved. `save` answers whether all of it is. */
export function useNotebookRun(appUuid: string, save: () => Promise<boolean>): NotebookRun {
  const { t } = useTranslation()
  const { store, error, renew } = useAppSession(appUuid, { of: 'draft', resume: true }, null)
  const ended = useSessionPart(store, (state) => state.ended, null)
  const failed = (reason: unknown): void => toastFailed(t('notebookEditor.runFailed'), reason)
  const run = async (wanted: WantedRun, options: { usesCachedSql?: boolean } = {}): Promise<void> => {
    if (!(await save())) throw new Error(t('notebookEditor.notSaved'))
    if (store !== null && ended === null) return store.run(wanted, options)
    const fresh = await renew()
    await runSession(fresh.uuid, { wanted, ...options })
  }
  return {
    store,
    error,
    run: (wanted, options) => void run(wanted, options).catch(failed),
    runUnasked: (wanted) => void run(wanted).catch(() => undefined),
    interrupt: () => void store?.interrupt().catch(failed),
    restart: () => void renew().catch(failed),
  }
}
