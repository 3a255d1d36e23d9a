import { z } from 'zod'

/** Clients send whole numbers as `1.000000`. */
export const whole = z.coerce.number().int().min(1)

/** What lists with pages take; without `pageSize` everything is answered. */
export const pageQuery = { page: whole.optional(), pageSize: whole.max(1000).optional(), searchQuery: z.string().max(300).optional() }

export const pageOf = <T extends z.ZodType>(
  item: T,
): z.ZodObject<{ pagination: z.ZodOptional<z.ZodObject<Record<'page' | 'pageSize' | 'totalPageCount' | 'totalResults', z.ZodNumber>>>; data: z.ZodArray<T> }> =>
  z.object({
    pagination: z.object({ page: z.number(), pageSize: z.number(), totalPageCount: z.number(), totalResults: z.number() }).optional(),
    data: z.array(item),
  })

type Page<T> = { pagination?: { page: number; pageSize: number; totalPageCount: number; totalResults: number }; data: T[] }

/** A list as its clients want it: `pagination` is there when a page was asked for. */
export function toPage<T>(data: T[], total: number, { page = 1, pageSize }: { page?: number | undefined; pageSize?: number | undefined }): Page<T> {
  if (pageSize === undefined) return { data }
  return { pagination: { page, pageSize, totalPageCount: Math.ceil(total / pageSize), totalResults: total }, data }
}
