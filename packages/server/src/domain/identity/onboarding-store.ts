import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

/** How far an organization has come: whether anybody ran a query, and whether somebody was congratulated on it. */
export type Onboarding = { ranQuery: boolean; shownAt: Date | null }

export async function findOnboarding(db: Db | Tx, organizationId: string): Promise<Onboarding> {
  const row = await db
    .selectFrom('organizations as o')
    .select('o.onboarding_shown_at')
    .select((build) =>
      build
        .exists(
          build
            .selectFrom('projects as p')
            .innerJoin('query_log as q', 'q.project_id', 'p.id')
            .select(sql<number>`1`.as('one'))
            .whereRef('p.organization_id', '=', 'o.id'),
        )
        .as('ran_query'),
    )
    .where('o.id', '=', organizationId)
    .executeTakeFirst()
  return { ranQuery: row?.ran_query === true, shownAt: row?.onboarding_shown_at ?? null }
}

/** Remembers the first time only. */
export async function markOnboardingShown(tx: Tx, organizationId: string, now: Date): Promise<void> {
  await tx.updateTable('organizations').set({ onboarding_shown_at: now }).where('id', '=', organizationId).where('onboarding_shown_at', 'is', null).execute()
}
