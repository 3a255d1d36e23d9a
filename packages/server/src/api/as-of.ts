import { z } from 'zod'
import type { Past } from '../domain/content/types.ts'
import type { Person } from '../resources/resource.ts'

/** Ours: the moment that something is asked for as of, ISO 8601 with a zone; now when absent. */
export const asOfRequest = { asOf: z.iso.datetime({ offset: true }).optional() }

export const toAsOf = ({ asOf }: { asOf?: string | undefined }): { asOf?: Date } => (asOf === undefined ? {} : { asOf: new Date(asOf) })

const person = z.object({ userUuid: z.string(), firstName: z.string(), lastName: z.string() })

/** Beside a thing as it was: which version that is, and what became of it. */
export const pastWire = z.object({
  at: z.string(),
  versionUuid: z.string(),
  versionNumber: z.number(),
  savedAt: z.string(),
  savedBy: person.nullable(),
  nameNow: z.string(),
  isCurrent: z.boolean(),
  deletedAt: z.string().nullable(),
  deletedBy: person.nullable(),
  mayRestore: z.boolean(),
})

const toPerson = (someone: Person | null): z.infer<typeof person> | null =>
  someone === null ? null : { userUuid: someone.id, firstName: someone.firstName, lastName: someone.lastName }

/** Nothing for a thing of today. */
export const toPast = ({ past, revision, revisionId }: { past?: Past; revision: number; revisionId: string }): { asOf?: z.infer<typeof pastWire> } =>
  past === undefined
    ? {}
    : {
        asOf: {
          at: past.at.toISOString(),
          versionUuid: revisionId,
          versionNumber: revision,
          savedAt: past.savedAt.toISOString(),
          savedBy: toPerson(past.savedBy),
          nameNow: past.nameNow,
          isCurrent: past.isCurrent,
          deletedAt: past.deletedAt?.toISOString() ?? null,
          deletedBy: toPerson(past.deletedBy),
          mayRestore: past.mayRestore,
        },
      }
