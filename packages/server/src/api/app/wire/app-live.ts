import { z } from 'zod'
import type { LiveEvent, LivePerson } from '../../../domain/apps/live/live-rooms.ts'
import type { Live } from '../../../domain/apps/live/live-store.ts'
import type { ErrorParams } from '../../../platform/errors.ts'
import { inputValues } from './app-sessions.ts'
import { personWire, toPerson } from './version.ts'

export const liveWire = z.object({
  uuid: z.string(),
  appUuid: z.string(),
  host: personWire.nullable(),
  /** Nobody but the host changes inputs. */
  isLocked: z.boolean(),
  /** What was given; others have their defaults. */
  inputs: inputValues,
  inputVersion: z.number(),
})

export const toLive = ({ id, notebookId, host, isLocked, inputs, version }: Live): z.infer<typeof liveWire> => ({
  uuid: id,
  appUuid: notebookId,
  host: toPerson(host),
  isLocked,
  inputs: { ...inputs },
  inputVersion: version,
})

const name = z.string().min(1).max(100).nullable()

/** What a page says over the socket of a live session. */
export const liveMessageWire = z.discriminatedUnion('type', [
  /** The number is the window's own: it is answered with it once these are what everybody has. */
  z.object({ type: z.literal('inputs'), values: inputValues, number: z.number().int().optional() }),
  /** Where somebody is, and whose place they follow. */
  z.object({ type: z.literal('place'), tab: name, element: name, focus: name.default(null), follows: name }),
])

/** What the server says: who takes part, and what all have in common. */
export type LiveWord =
  | { type: 'welcome'; you: string; live: z.infer<typeof liveWire>; people: LivePersonWire[] }
  | { type: 'inputs'; inputVersion: number; inputs: Record<string, unknown>; by: string | null; pressed: string[] }
  /** The window's own message of this number became this change: inputs of that version or a later one have it in them. */
  | { type: 'taken'; number: number; inputVersion: number }
  | { type: 'people'; people: LivePersonWire[] }
  | { type: 'locked'; isLocked: boolean }
  | { type: 'host'; host: z.infer<typeof liveWire>['host'] }
  | { type: 'ended'; reason: string }
  /** With the number of the message that was not taken, where it had one. */
  | { type: 'problem'; name: string; message: string; params?: ErrorParams; number?: number }

/** Somebody who takes part, from one window; `userUuid` is the same from each of theirs. */
export type LivePersonWire = {
  id: string
  userUuid: string
  name: string
  tab: string | null
  element: string | null
  focus: string | null
  follows: string | null
}

export const toLivePerson = ({ id, userId, name: called, place }: LivePerson): LivePersonWire => ({ id, userUuid: userId, name: called, ...place })

export function toLiveWord(event: LiveEvent): LiveWord {
  switch (event.kind) {
    case 'inputs':
      return { type: 'inputs', inputVersion: event.version, inputs: { ...event.inputs }, by: event.by, pressed: [...event.pressed] }
    case 'people':
      return { type: 'people', people: event.people.map(toLivePerson) }
    case 'locked':
      return { type: 'locked', isLocked: event.isLocked }
    case 'host':
      return { type: 'host', host: toPerson(event.host) }
    case 'ended':
      return { type: 'ended', reason: event.reason }
  }
}
