import { z } from 'zod'
import type { ChangeContent } from '../../../domain/content/change-head.ts'

/** Name, description and place of a chart or dashboard. */
export const chartChangeRequest = z.looseObject({
  name: z.string().min(1).max(250).optional(),
  description: z.string().max(10_000).nullable().optional(),
  spaceUuid: z.string().optional(),
})

export const toChange = (body: z.infer<typeof chartChangeRequest>): ChangeContent => ({
  ...(body.name === undefined ? {} : { name: body.name }),
  ...(body.description === undefined ? {} : { description: body.description }),
  ...(body.spaceUuid === undefined ? {} : { spaceId: body.spaceUuid }),
})
