import { createHash } from 'node:crypto'
import { createTestDatabase, type TestDatabase } from '../../packages/server/src/platform/db/test-database.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { apiClient, withToken, type ApiClient } from '../harness/api-client.ts'
import { startShopWith, type ShopOptions } from '../harness/start-shop.ts'

/** Organization roles, somebody of another organization who is an administrator there, and nobody at all. */
export const people = ['admin', 'developer', 'editor', 'interactive_viewer', 'viewer', 'member', 'foreigner', 'nobody'] as const
export type Person = (typeof people)[number]

export type WithPeople = {
  url: string
  projectUuid: string
  /** A project of the other organization. */
  foreignProjectUuid: string
  as: Readonly<Record<Person, ApiClient>>
  /** The same people, signed in. */
  signedIn: Readonly<Record<Person, ApiClient>>
  userUuid: Readonly<Record<Person, string>>
  email(person: Person): string
  /** The store, for what no request can make. */
  db: TestDatabase['db']
  /** Everything the product printed so far. */
  output(): string
  dataDir: string
  stop(): Promise<void>
}

const ofEverybody = (client: (person: Person) => ApiClient): Record<Person, ApiClient> =>
  Object.fromEntries(people.map((person) => [person, client(person)])) as Record<Person, ApiClient>
const sessionOf = (person: Person): string => `session-of-${person}-0123456789abcdef0123456789abcdef`
const tokenOf = (person: Person): string => `atr_pat_test_of_${person}_0123456789`

/** The product on models and data of the test, with a person of every role, in a store that the test can look into. */
export async function startWithPeople(options: ShopOptions): Promise<WithPeople> {
  const store = await createTestDatabase()
  const { socketFolder, port, user, database } = store.connection
  const url = `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(socketFolder)}&port=${port}`
  const shop = await startShopWith({ ...options, env: { ...options.env, DATABASE_URL: url } })
  const { db } = store
  const { organization_id: organization, id: project } = await db.selectFrom('projects').select(['id', 'organization_id']).executeTakeFirstOrThrow()
  const foreign = { organization: newId(), project: newId() }
  const nothing = JSON.stringify({ type: 'none' })
  await db.insertInto('organizations').values({ id: foreign.organization, name: 'Elsewhere' }).execute()
  await db
    .insertInto('projects')
    .values({ id: foreign.project, organization_id: foreign.organization, name: 'Elsewhere', type: 'DEFAULT', warehouse: nothing, model_source: nothing })
    .execute()
  const userUuid = Object.fromEntries(people.map((person) => [person, newId()])) as Record<Person, string>
  for (const person of people) {
    if (person === 'nobody') continue
    const user_id = userUuid[person]
    const place = person === 'foreigner' ? { organization_id: foreign.organization, role: 'admin' as const } : { organization_id: organization, role: person }
    const [token_hash, id_hash] = [tokenOf(person), sessionOf(person)].map((secret) => createHash('sha256').update(secret).digest()) as [Buffer, Buffer]
    const expires_at = new Date(Date.now() + 3600 * 1000)
    await db
      .insertInto('users')
      .values({ id: user_id, email: emailOf(person), first_name: person, last_name: 'Test', email_verified: true })
      .execute()
    await db
      .insertInto('organization_members')
      .values({ user_id, ...place })
      .execute()
    await db.insertInto('personal_access_tokens').values({ id: newId(), user_id, description: 'test', token_prefix: 'atr_pat_', token_hash }).execute()
    await db.insertInto('sessions').values({ id_hash, user_id, expires_at, user_agent: null }).execute()
  }
  const client = (person: Person): ApiClient => (person === 'nobody' ? apiClient(shop.atrium.url, {}) : withToken(shop.atrium.url, tokenOf(person)))
  return {
    url: shop.atrium.url,
    projectUuid: project,
    foreignProjectUuid: foreign.project,
    as: ofEverybody(client),
    signedIn: ofEverybody((person) =>
      person === 'nobody' ? apiClient(shop.atrium.url, {}) : apiClient(shop.atrium.url, { cookie: `connect.sid=${sessionOf(person)}` }),
    ),
    userUuid,
    email: emailOf,
    db,
    output: shop.atrium.output,
    dataDir: shop.atrium.dataDir,
    async stop() {
      await shop.stop()
      await store.drop()
    },
  }
}

const emailOf = (person: Person): string => `${person}@people.example`
