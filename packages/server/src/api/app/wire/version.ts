import { z } from 'zod'
import type { HistoryEvent } from '../../../domain/content/history-events.ts'
import type { Person, Revision } from '../../../resources/resource.ts'

export const personWire = z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string() })

export const toPerson = (person: Person | null): z.infer<typeof personWire> | null =>
  person === null ? null : { userUuid: person.id, firstName: person.firstName, lastName: person.lastName }

export const versionWire = z.object({
  versionUuid: z.string(),
  number: z.number(),
  createdAt: z.string(),
  createdBy: personWire.nullable(),
  /** Why it was saved, where something was said: "Restored version 3". */
  message: z.string().nullable(),
})

/** What happened to a thing beside its versions; `before` and `after` are names. */
export const eventWire = z.object({
  what: z.enum(['renamed', 'described', 'moved', 'deleted', 'restored']),
  at: z.string(),
  by: personWire.nullable(),
  before: z.string().optional(),
  after: z.string().optional(),
})

export const toEvent = (event: HistoryEvent): z.infer<typeof eventWire> => ({ ...event, at: event.at.toISOString(), by: toPerson(event.by) })

/** One saved state of a chart or dashboard. */
export const toVersion = ({ id, number, createdAt, author, message }: Revision): z.infer<typeof versionWire> => ({
  versionUuid: id,
  number,
  createdAt: createdAt.toISOString(),
  createdBy: toPerson(author),
  message,
})
