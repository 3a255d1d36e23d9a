import { z } from 'zod'
import type { AppProfile, AppSharing } from '../../../domain/apps/profiles/app-profile.ts'
import type { SpaceRole } from '../../../platform/db/stored-values.ts'
import { timestamp } from './answers.ts'
import { scheduleWire, toSchedule } from './schedule.ts'

export const accessLevel = z.enum(['NONE', 'APP_ONLY', 'CAN_VIEW', 'CAN_EDIT', 'FULL_ACCESS'])
type AccessLevel = z.infer<typeof accessLevel>

/** Roles in a space in words of the format: nobody here may explore an app without being let change it. */
const levelOf: Readonly<Record<SpaceRole, AccessLevel>> = { viewer: 'APP_ONLY', editor: 'CAN_EDIT', admin: 'FULL_ACCESS' }

const shared = z.object({ access: accessLevel })
const sharingWire = z.object({
  users: z.array(shared.extend({ user: z.object({ email: z.string() }) })),
  collections: z.array(shared.extend({ collection: z.object({ name: z.string() }) })),
  groups: z.array(shared.extend({ group: z.object({ name: z.string() }) })),
  workspace: shared,
  publicWeb: shared,
  support: shared,
})

/** A notebook and its app, as the format tells of them. */
export const projectWire = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  type: z.enum(['PROJECT', 'COMPONENT']),
  creator: z.object({ email: z.string() }),
  owner: z.object({ email: z.string() }),
  status: z.object({ name: z.string() }).nullable(),
  categories: z.array(z.object({ name: z.string(), description: z.string().nullable() })),
  reviews: z.object({ required: z.boolean() }),
  analytics: z.object({
    publishedResultsUpdatedAt: timestamp.nullable(),
    lastViewedAt: timestamp.nullable(),
    appViews: z.object({ lastThirtyDays: z.int(), lastFourteenDays: z.int(), lastSevenDays: z.int(), allTime: z.int() }),
  }),
  lastEditedAt: timestamp,
  lastPublishedAt: timestamp.nullable(),
  createdAt: timestamp,
  archivedAt: timestamp.nullable(),
  trashedAt: timestamp.nullable(),
  schedules: z.array(scheduleWire),
  sharing: sharingWire.optional(),
})

/** Whoever made a notebook owns it. Nothing is archived here, and nobody has to review. */
export function toProject({ notebook, creatorEmail, looks, schedules, sharing }: AppProfile, now: Date): z.infer<typeof projectWire> {
  const publishedAt = notebook.publication?.at.toISOString() ?? null
  const person = { email: creatorEmail ?? '' }
  return {
    id: notebook.id,
    title: notebook.name,
    description: notebook.description,
    type: 'PROJECT',
    creator: person,
    owner: person,
    status: null,
    categories: [],
    reviews: { required: false },
    analytics: {
      publishedResultsUpdatedAt: notebook.publication?.results?.at.toISOString() ?? publishedAt,
      lastViewedAt: looks.lastAt?.toISOString() ?? null,
      appViews: { lastThirtyDays: looks.thirtyDays, lastFourteenDays: looks.fourteenDays, lastSevenDays: looks.sevenDays, allTime: looks.ever },
    },
    lastEditedAt: notebook.updatedAt.toISOString(),
    lastPublishedAt: publishedAt,
    createdAt: notebook.createdAt.toISOString(),
    archivedAt: null,
    trashedAt: notebook.deletedAt?.toISOString() ?? null,
    schedules: schedules.map((schedule) => toSchedule(schedule, now)),
    ...(sharing === null ? {} : { sharing: toSharing(sharing) }),
  }
}

const toSharing = ({ people, groups, space }: AppSharing): z.infer<typeof sharingWire> => ({
  users: people.map(({ email, role }) => ({ access: levelOf[role], user: { email } })),
  collections: [{ access: 'APP_ONLY', collection: { name: space.name } }],
  groups: groups.map(({ name, role }) => ({ access: levelOf[role], group: { name } })),
  workspace: { access: space.isOpen ? 'APP_ONLY' : 'NONE' },
  publicWeb: { access: 'NONE' },
  support: { access: 'NONE' },
})
