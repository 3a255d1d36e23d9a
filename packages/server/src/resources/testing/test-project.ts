import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'

export type TestProject = { organizationId: string; projectId: string; userId: string }

/** An organization with one person and one project, for tests. */
export async function insertTestProject(db: Db): Promise<TestProject> {
  const organizationId = newId()
  await db.insertInto('organizations').values({ id: organizationId, name: 'Test', default_project_id: null }).execute()
  const projectId = newId()
  await db
    .insertInto('projects')
    .values({
      id: projectId,
      organization_id: organizationId,
      name: 'Test',
      type: 'DEFAULT',
      start_of_week: null,
      upstream_project_id: null,
      created_by: null,
      warehouse: JSON.stringify({ type: 'none' }),
      model_source: JSON.stringify({ type: 'none' }),
    })
    .execute()
  return { organizationId, projectId, userId: await insertTestUser(db, organizationId, 'admin') }
}

/** One more person of an organization; answers the id. */
export async function insertTestUser(
  db: Db,
  organizationId: string,
  role: 'member' | 'viewer' | 'interactive_viewer' | 'editor' | 'developer' | 'admin',
): Promise<string> {
  const id = newId()
  await db
    .insertInto('users')
    .values({ id, email: `${id}@example.com`, first_name: 'Ada', last_name: role, password_hash: null })
    .execute()
  await db.insertInto('organization_members').values({ user_id: id, organization_id: organizationId, role }).execute()
  return id
}
