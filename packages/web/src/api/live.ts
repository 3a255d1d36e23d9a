import { ApiError } from './api-error.ts'
import type { InputValues } from './app-sessions.ts'
import { request } from './client.ts'
import type { Refusal } from './message-of.ts'

export type Live = {
  uuid: string
  appUuid: string
  /** Who shares it; null: somebody who is gone. */
  host: { userUuid: string; firstName: string; lastName: string } | null
  /** Nobody but the host changes inputs. */
  isLocked: boolean
  /** What was given; others have their defaults. */
  inputs: InputValues
  inputVersion: number
}

/** Where a window is in an app: the element that is first in view, and the one that has the focus. */
export type LiveSpot = { element: string | null; focus: string | null }

/** Somebody who takes part, from one window. */
export type LivePerson = LiveSpot & { id: string; userUuid: string; name: string; tab: string | null; follows: string | null }

/** What the server says over the socket of a live session. */
export type LiveWord =
  | { type: 'welcome'; you: string; live: Live; people: LivePerson[] }
  | { type: 'inputs'; inputVersion: number; inputs: InputValues; by: string | null; pressed: string[] }
  /** What this window gave under this number is in inputs of this version and of later ones. */
  | { type: 'taken'; number: number; inputVersion: number }
  | { type: 'people'; people: LivePerson[] }
  | { type: 'locked'; isLocked: boolean }
  | { type: 'host'; host: Live['host'] }
  | { type: 'ended'; reason: string }
  /** Of the message of this number, where it had one. */
  | { type: 'problem'; name: string; message: string; params?: Refusal['params']; number?: number }

const one = (liveUuid: string): string => `/api/v1/app/live/${encodeURIComponent(liveUuid)}`

export const startLive = (appUuid: string, inputs: InputValues): Promise<Live> =>
  request(`/api/v1/app/apps/${encodeURIComponent(appUuid)}/live`, { method: 'POST', body: { inputs } })

/** Whether it is there for whoever looks; `unheard`: nobody says so. */
export const lookForLive = (liveUuid: string): Promise<'there' | 'gone' | 'unheard'> =>
  request(one(liveUuid)).then(
    () => 'there',
    (error: unknown) => (error instanceof ApiError && [401, 403, 404].includes(error.statusCode) ? 'gone' : 'unheard'),
  )

export const lockLive = (liveUuid: string, isLocked: boolean): Promise<unknown> => request(`${one(liveUuid)}/lock`, { method: 'PUT', body: { isLocked } })

export const handOverLive = (liveUuid: string, userUuid: string): Promise<unknown> => request(`${one(liveUuid)}/host`, { method: 'PUT', body: { userUuid } })

export const endLive = (liveUuid: string): Promise<unknown> => request(one(liveUuid), { method: 'DELETE' })

/** Where the socket of a live session is. */
export const liveSocket = (liveUuid: string): string => `${window.location.origin.replace(/^http/, 'ws')}${one(liveUuid)}/socket`
