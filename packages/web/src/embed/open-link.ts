import type { ViewerApp } from '@atrium/documents'
import { getSession, interruptSession, runSession, setInputs } from '../api/app-sessions.ts'
import { getAppOfSession, openEmbed, type OpenedEmbed } from '../api/embeds.ts'
import { sendAsEmbedded } from '../api/sent-as.ts'
import { followByFetch } from '../app-session/follow-by-fetch.ts'
import { createSessionStore, type SessionStore } from '../app-session/session-store.ts'
import { toastFailed } from '../components/toast.ts'
import { i18next } from '../i18n/i18n.ts'

export type EmbeddedApp = Pick<OpenedEmbed, 'options' | 'exports'> & { app: ViewerApp & { title: string }; store: SessionStore }

/** Uses an address up and begins what it shows from scratch. Rejects with what the server says of it. */
export async function openLink(secret: string): Promise<EmbeddedApp> {
  sendAsEmbedded(null)
  const { token, sessionUuid, options, exports, pressed } = await openEmbed(secret)
  sendAsEmbedded(token)
  const [app, session] = await Promise.all([getAppOfSession(sessionUuid), getSession(sessionUuid)])
  const store = createSessionStore({
    session,
    calls: { follow: followByFetch, load: getSession, setInputs, run: runSession, interrupt: interruptSession },
    onRefused: (error) => toastFailed(i18next.t('appSession.inputRefused'), error),
  })
  store.open()
  await store.run({ how: 'all' })
  // Whoever opens an address writes no tables by that.
  if (pressed.length > 0) store.setInputs(Object.fromEntries(pressed.map((name) => [name, true])), { run: false, writes: false })
  return { app, store, options, exports }
}
