import type { StartedSession } from '../domain/identity/types.ts'
import { Answer } from '../platform/http/route.ts'
import { sessionCookie } from './credentials.ts'

/** An answer that starts a session. */
export const sessionAnswer = (session: StartedSession, results?: unknown): Answer =>
  new Answer({ results, cookies: [{ name: sessionCookie, value: session.secret, maxAgeSeconds: session.maxAgeSeconds }] })

/** The cookie that ends one. */
export const endedSession = { name: sessionCookie, value: '', maxAgeSeconds: 0 }
