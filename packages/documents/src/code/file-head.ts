import { z } from 'zod'

/** The version of the format. It stands last in a file: one that lost its end lost it too. */
export const formatVersion = 1

/** What content is known by in files. */
export const fileSlug = z
  .string()
  .max(200)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'A slug has small letters a to z, digits, and single dashes between them')
/** What every file of content begins with. */
export const fileHead = { slug: fileSlug, name: z.string().trim().min(1).max(500), description: z.string().nullable().optional() }
