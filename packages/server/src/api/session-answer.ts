import type { FastifyRequest } from 'fastify'
import type { SecondStepNeeded } from '../domain/identity/second-factor/second-step-needed.ts'
import type { StartedSession } from '../domain/identity/types.ts'
import { Answer, type AnswerParts } from '../platform/http/route.ts'
import { sessionCookie } from './credentials.ts'
import { renderError } from './render-error.ts'

type Cookie = NonNullable<AnswerParts['cookies']>[number]

/** Holds a sign-in between its two steps. */
const secondStepCookie = 'atrium.second-step'
/** Tells a browser that signed in before; opens nothing. */
const deviceCookie = 'atrium.device'
const deviceSeconds = 365 * 24 * 3600

/** What a browser shows at the door beside its session. */
export const doorCookies = ({ cookies }: FastifyRequest): { pending: string; device: string | undefined } => ({
  pending: cookies[secondStepCookie] ?? '',
  device: cookies[deviceCookie],
})

/** An answer that starts a session. */
export const sessionAnswer = (session: StartedSession, results?: unknown): Answer => new Answer({ results, cookies: sessionCookies(session) })

/** The same after a second step, which is done with. */
export const secondStepDone = (session: StartedSession): Answer =>
  new Answer({ cookies: [...sessionCookies(session), { name: secondStepCookie, value: '', maxAgeSeconds: 0 }] })

/** The refusal of a sign-in that needs a second step, with what it can be finished by. */
export function secondStepAnswer(needed: SecondStepNeeded, request: FastifyRequest): Answer {
  const { status, body } = renderError(needed, request)
  return new Answer({
    status,
    bytes: JSON.stringify(body),
    cookies: [{ name: secondStepCookie, value: needed.secret, maxAgeSeconds: needed.maxAgeSeconds }],
  })
}

/** The cookie that ends one. */
export const endedSession = { name: sessionCookie, value: '', maxAgeSeconds: 0 }

/** The cookies of a session that has begun. */
export const sessionCookies = ({ secret, maxAgeSeconds, device }: StartedSession): Cookie[] => [
  { name: sessionCookie, value: secret, maxAgeSeconds },
  ...(device === undefined ? [] : [{ name: deviceCookie, value: device, maxAgeSeconds: deviceSeconds }]),
]
