import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentLog } from '../log.ts'
import { migrate } from './migrate.ts'
import { openDb } from './open-db.ts'
import { readMigrations } from './read-migrations.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const step = (name: string, text: string) => ({ name, sql: text, checksum: `sum of ${text}` })

describe('the schema', () => {
  it('has an index for every foreign key but those that are named: what goes away is looked for in every table that names it', async () => {
    const { rows } = await sql<{ key: string }>`
      select format('%s (%s)', c.conrelid::regclass, a.attname) as key
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and not exists (
         select 1 from pg_index i
          -- A partial index serves where its condition is that there is something to find.
          where i.indrelid = c.conrelid and i.indkey[0] = a.attnum
            and coalesce(pg_get_expr(i.indpred, i.indrelid), '') in ('', format('(%s IS NOT NULL)', a.attname)))
       order by 1`.execute(test.db)
    expect(rows.map(({ key }) => key)).toEqual(Object.values(keysWithoutIndex).flat().toSorted())
  })
})

/** Foreign keys that cost more to index than to look for without. */
const keysWithoutIndex = {
  emptiedEveryNight: [
    'downloads (project_id)',
    'downloads (run_id)',
    'oidc_attempts (linking_user_id)',
    'oidc_attempts (provider_id)',
    'passkey_challenges (user_id)',
    'pending_sign_ins (user_id)',
  ],
  organizationsGoOnce: [
    'impersonations (organization_id)',
    'resources (organization_id)',
    'runs (organization_id)',
    'scim_users (organization_id)',
    'secrets (organization_id)',
  ],
  fewRows: [
    'allowed_email_domain_projects (project_id)',
    'content_renames (author_id)',
    'groups (created_by)',
    'groups (updated_by)',
    'project_credential_preferences (credentials_id)',
    'project_credential_preferences (user_id)',
    'projects (created_by)',
    'projects (upstream_project_id)',
    'service_accounts (created_by)',
    'ssh_key_pairs (created_by)',
    'ssh_key_pairs (organization_id)',
  ],
  peopleProjectsAndSpacesGoSeldom: [
    'resources (created_by)',
    'resources (deleted_by)',
    'resources (project_id)',
    'resources (space_id)',
    'resources (updated_by)',
    'revisions (author_id)',
  ],
}

describe('migrate', () => {
  it('does nothing on a store that is up to date', async () => {
    expect(await migrate(test.db)).toEqual([])
  })

  it('lets several nodes start at once: each step is taken exactly once', async () => {
    const steps = [...(await readMigrations()), step('9001-one', 'create table one (id int)'), step('9002-two', 'create table two (id int)')]
    const nodes = [1, 2, 3].map(() => openDb(test.connection, { log: silentLog(), maxConnections: 2 }))
    const taken = await Promise.all(nodes.map((node) => migrate(node.db, { known: steps })))
    await Promise.all(nodes.map((node) => node.close()))
    expect(taken.flat()).toEqual(['9001-one', '9002-two'])
  })

  it('leaves nothing of a step that fails', async () => {
    const known = [...(await readMigrations()), step('9001-one', 'create table one (id int)'), step('9002-two', 'create table two (id int)')]
    await expect(migrate(test.db, { known: [...known, step('9003-bad', 'create table three (id int); select 1/0')] })).rejects.toThrow('division by zero')
    const { rows } = await sql<{ found: string | null }>`select to_regclass('three')::text as found`.execute(test.db)
    expect(rows).toEqual([{ found: null }])
  })

  it('refuses a store that a newer program has changed', async () => {
    await expect(migrate(test.db)).rejects.toThrow('newer Atrium')
  })

  it('refuses a step that is not the one that was applied', async () => {
    const [first, ...rest] = await readMigrations()
    const changed = [{ ...first!, checksum: 'other' }, ...rest, step('9001-one', 'create table one (id int)'), step('9002-two', 'create table two (id int)')]
    await expect(migrate(test.db, { known: changed })).rejects.toThrow('not the one that was applied')
  })
})

describe('listen', () => {
  it('hears what is announced after it resolved', async () => {
    const heard: string[] = []
    let got = (): void => undefined
    const one = new Promise<void>((resolve) => (got = resolve))
    await test.listen('things', (payload) => {
      heard.push(payload)
      got()
    })
    await sql`select pg_notify('things', 'a')`.execute(test.db)
    await one
    expect(heard).toEqual(['a'])
  })

  it('comes back after its connection was cut, and says that there was a gap', async () => {
    let gap = (): void => undefined
    const back = new Promise<void>((resolve) => (gap = resolve))
    await test.listen(
      'others',
      () => undefined,
      () => gap(),
    )
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'atrium-listen' and datname = current_database()`.execute(test.db)
    await back
  })
})
