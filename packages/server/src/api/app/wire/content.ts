import { z } from 'zod'
import type { ContentImpact } from '../../../domain/content/content-impact.ts'
import type { Verification } from '../../../domain/content/verification-store.ts'

const person = { userUuid: z.string(), firstName: z.string(), lastName: z.string() }

export const verificationWire = z.object({ verifiedAt: z.string(), verifiedBy: z.object(person).nullable() })

export const toVerification = ({ at, by }: Verification): z.infer<typeof verificationWire> => ({
  verifiedAt: at.toISOString(),
  verifiedBy: by === null ? null : { userUuid: by.id, firstName: by.firstName, lastName: by.lastName },
})

export const impactWire = z.object({
  days: z.number(),
  viewerCount: z.number(),
  /** The latest of them. */
  viewers: z.array(z.object({ ...person, lastViewedAt: z.string() })),
  dashboards: z.array(z.object({ uuid: z.string(), name: z.string() })),
  hiddenDashboards: z.number(),
})

/** People who are named; the rest are counted. */
const named = 8

export const toImpact = ({ days, viewers, dashboards, hiddenDashboards }: ContentImpact): z.infer<typeof impactWire> => ({
  days,
  viewerCount: viewers.length,
  viewers: viewers
    .slice(0, named)
    .map(({ id, firstName, lastName, lastViewedAt }) => ({ userUuid: id, firstName, lastName, lastViewedAt: lastViewedAt.toISOString() })),
  dashboards: dashboards.map(({ id, name }) => ({ uuid: id, name })),
  hiddenDashboards,
})
