import { sql } from 'kysely'
import type { Tx } from '../platform/db/db.ts'
import { freeSlug } from './slug.ts'

const maxTries = 100

/**
 * Finds a slug for a new or returning resource by trying to take it: `take` writes it and answers whether that worked,
 * failing only on the unique index. Two that want the same one at once never get the same one.
 */
export async function takeSlug<T>(
  tx: Tx,
  wanted: { projectId: string; kind: string; base: string },
  take: (slug: string) => Promise<T | undefined>,
): Promise<T> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const taken = await takenSlugs(tx, wanted)
    const result = await take(freeSlug(wanted.base, taken))
    if (result !== undefined) return result
  }
  throw new Error(`no slug found for ${wanted.kind} ${wanted.base} after ${maxTries} tries`)
}

async function takenSlugs(tx: Tx, { projectId, kind, base }: { projectId: string; kind: string; base: string }): Promise<Set<string>> {
  const { rows } = await sql<{ slug: string }>`
    select slug from resources
     where project_id = ${projectId} and kind = ${kind} and deleted_at is null
       and (slug = ${base} or slug like ${`${base}-%`})`.execute(tx)
  return new Set(rows.map((row) => row.slug))
}
