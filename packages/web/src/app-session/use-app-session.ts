import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { endSession, getSession, interruptSession, openSession, runSession, setInputs, type AppSession, type Opening } from '../api/app-sessions.ts'
import { toastFailed } from '../components/toast.ts'
import { followSession } from './follow-session.ts'
import { createSessionStore, type SessionState, type SessionStore } from './session-store.ts'

const calls = { follow: followSession, load: getSession, setInputs, run: runSession, interrupt: interruptSession }

type OpenSession = {
  /** Null: not open yet. */
  store: SessionStore | null
  /** Why it could not be opened. */
  error: Error | null
  /**
   * Ends it and opens another one in its place, with nothing of before but these values. Answers that one, which is not followed here where it
   * runs another version; rejects where it cannot be opened.
   */
  renew: (values?: Pick<Opening, 'inputs' | 'url'>) => Promise<AppSession>
}

/**
 * A session of a notebook or app, followed as long as the page is there. `opening` null: none is opened yet. Who loads the page anew, or
 * comes back to it in this tab, goes on with it, with the values of its inputs, unless `opening` gives other ones. `versionUuid`: what it
 * has to run for that; null: the draft. `begun`: one of that version that is open already, and gone on with.
 */
export function useAppSession(appUuid: string, opening: Opening | null, versionUuid: string | null, begun: AppSession | null = null): OpenSession {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const queryKey = useMemo(() => ['app-session', appUuid, versionUuid, opening?.of], [appUuid, versionUuid, opening?.of])
  const { data: session, error } = useQuery({
    queryKey,
    queryFn: async () => {
      const asked = opening ?? { of: 'published' }
      const givesValues = asked.url !== undefined || asked.inputs !== undefined
      return (givesValues ? null : await keptSession(appUuid, versionUuid)) ?? openSession(appUuid, asked)
    },
    enabled: opening !== null,
    initialData: begun ?? undefined,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const store = useMemo(() => (session === undefined ? null : newStore(session, (reason) => toastFailed(t('appSession.inputRefused'), reason))), [session, t])
  useEffect(() => store?.open(), [store])
  useEffect(() => {
    if (session !== undefined) window.sessionStorage.setItem(keyOf(appUuid, versionUuid), session.uuid)
  }, [appUuid, versionUuid, session])
  const renew = async (values?: Pick<Opening, 'inputs' | 'url'>): Promise<AppSession> => {
    // One that is over needs no end.
    if (session !== undefined) await endSession(session.uuid).catch(() => undefined)
    const of = opening?.of ?? 'published'
    const fresh = await openSession(appUuid, { ...(values ?? opening), of, resume: false })
    if (fresh.versionUuid === versionUuid) queryClient.setQueryData(queryKey, fresh)
    return fresh
  }
  return { store, error, renew }
}

const keyOf = (appUuid: string, versionUuid: string | null): string => `atrium-session-${appUuid}-${versionUuid ?? 'draft'}`

/** The session of before in this tab, as far as it goes on; null: there is none, or it is not this person's. */
async function keptSession(appUuid: string, versionUuid: string | null): Promise<AppSession | null> {
  const uuid = window.sessionStorage.getItem(keyOf(appUuid, versionUuid))
  if (uuid === null) return null
  const session = await getSession(uuid).catch(() => null)
  return session === null || session.endedAt !== null ? null : session
}

/** A session as pages follow it. */
export const newStore = (session: AppSession, onRefused: (error: unknown) => void): SessionStore => createSessionStore({ session, calls, onRefused })

const never = () => () => undefined

/** A part of what a session has come to; what is read has to be the same object as long as it says the same. */
export function useSessionPart<T>(store: SessionStore | null, read: (state: SessionState) => T, otherwise: T): T {
  return useSyncExternalStore(store?.subscribe ?? never, () => (store === null ? otherwise : read(store.state())))
}
