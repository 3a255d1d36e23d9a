import type { Db, Tx } from '../../../platform/db/db.ts'
import type { GitCommit } from '../../../repositories/git/bare-clone.ts'
import { repositorySecret, type ProjectRepository, type RepositorySettings } from './types.ts'

/** The repository of a project; null without one. */
export async function findRepository(db: Db | Tx, projectId: string): Promise<ProjectRepository | null> {
  const row = await db
    .selectFrom('project_repositories as r')
    .selectAll('r')
    .select((build) =>
      build
        .exists(build.selectFrom('secrets as s').select('s.id').whereRef('s.project_id', '=', 'r.project_id').where('s.purpose', '=', repositorySecret))
        .as('has_secret'),
    )
    .where('r.project_id', '=', projectId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    settings: row.settings as RepositorySettings,
    hasSecret: row.has_secret === true,
    lastCommit: row.last_commit as GitCommit | null,
    pulledAt: row.pulled_at,
    failure: row.failure,
  }
}

/** Puts a repository in the place of the one before; nothing was read there yet. */
export async function putRepository(tx: Tx, projectId: string, settings: RepositorySettings): Promise<void> {
  const values = { settings: JSON.stringify(settings), last_commit: null, pulled_at: null, failure: null }
  await tx
    .insertInto('project_repositories')
    .values({ project_id: projectId, ...values })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet(values))
    .execute()
}

export async function deleteRepository(tx: Tx, projectId: string): Promise<void> {
  await tx.deleteFrom('project_repositories').where('project_id', '=', projectId).execute()
}

/** What came of reading it: a commit, or why not. */
export async function noteRepositoryRead(tx: Tx, projectId: string, read: { commit: GitCommit; at: Date } | { failure: string }): Promise<void> {
  await tx
    .updateTable('project_repositories')
    .set('failure' in read ? { failure: read.failure.slice(0, 1000) } : { last_commit: JSON.stringify(read.commit), pulled_at: read.at, failure: null })
    .where('project_id', '=', projectId)
    .execute()
}
