import type { StartedSession } from '../domain/identity/types.ts'
import { Answer } from '../platform/http/route.ts'
import { sessionCookie } from './credentials.ts'

/** The cookie of a session that has begun. */
export const sessionCookieOf = ({ secret, maxAgeSeconds }: StartedSession): { name: string; value: string; maxAgeSeconds: number } => ({
  name: sessionCookie,
  value: secret,
  maxAgeSeconds,
})

/** An answer that starts a session. */
export const sessionAnswer = (session: StartedSession, results?: unknown): Answer => new Answer({ results, cookies: [sessionCookieOf(session)] })

/** The cookie that ends one. */
export const endedSession = { name: sessionCookie, value: '', maxAgeSeconds: 0 }
