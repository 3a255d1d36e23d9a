import { z } from 'zod'

/** `?compat=seed`: answers as the first generation of the format has them, where a later one has them otherwise. */
export const seedCompat = 'seed'

export const compatQuery = z.object({ compat: z.literal(seedCompat).optional() })
