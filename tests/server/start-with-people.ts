import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTestDatabase, type TestDatabase } from '../../packages/server/src/platform/db/test-database.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { apiClient, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { startShopWith, type ShopOptions } from '../harness/start-shop.ts'
import { insertMember, insertSession, insertToken } from './insert-people.ts'

/** Organization roles, somebody of another organization who is an administrator there, and nobody at all. */
export const people = ['admin', 'developer', 'editor', 'interactive_viewer', 'viewer', 'member', 'foreigner', 'nobody'] as const
export type Person = (typeof people)[number]

export type WithPeople = {
  url: string
  projectUuid: string
  /** A project of the other organization. */
  foreignProjectUuid: string
  as: Readonly<Record<Person, ApiClient>>
  /** The same tokens, sent as `Bearer`. */
  bearer: Readonly<Record<Person, ApiClient>>
  /** The same people, signed in. */
  signedIn: Readonly<Record<Person, ApiClient>>
  userUuid: Readonly<Record<Person, string>>
  email(person: Person): string
  /** The store, for what no request can make. */
  db: TestDatabase['db']
  /** Everything the product printed so far. */
  output(): string
  dataDir: string
  /** Starts another process on the same store, with a copy of the data folder; it stops with this one. */
  startNode(): Promise<Atrium>
  stop(): Promise<void>
}

/** Nobody, under every name: those who are somebody are put in their places. */
const ofEverybody = (url: string): Record<Person, ApiClient> =>
  Object.fromEntries(people.map((person) => [person, apiClient(url, {})])) as Record<Person, ApiClient>

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
  const atrium = shop.atrium.url
  const userUuid = Object.fromEntries(people.map((person) => [person, newId()])) as Record<Person, string>
  const [as, bearer, signedIn] = [ofEverybody(atrium), ofEverybody(atrium), ofEverybody(atrium)]
  for (const person of people) {
    if (person === 'nobody') continue
    const place = person === 'foreigner' ? { organizationId: foreign.organization, role: 'admin' as const } : { organizationId: organization, role: person }
    const userId = await insertMember(db, { ...place, id: userUuid[person], email: emailOf(person), firstName: person })
    const secret = `atr_pat_test_of_${person}_0123456789`
    as[person] = await insertToken(db, atrium, { userId, secret })
    bearer[person] = apiClient(atrium, { authorization: `Bearer ${secret}` })
    signedIn[person] = await insertSession(db, atrium, userId, `session-of-${person}-0123456789abcdef0123456789abcdef`)
  }
  const nodes: Atrium[] = []
  return {
    url: atrium,
    projectUuid: project,
    foreignProjectUuid: foreign.project,
    as,
    bearer,
    signedIn,
    userUuid,
    email: emailOf,
    db,
    output: shop.atrium.output,
    dataDir: shop.atrium.dataDir,
    async startNode() {
      const dataDir = await mkdtemp(path.join(tmpdir(), 'atrium-node-'))
      await cp(shop.atrium.dataDir, dataDir, { recursive: true })
      const node = await startAtrium({ dataDir, env: shop.env })
      nodes.push(node)
      return node
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()))
      await shop.stop()
      await store.drop()
    },
  }
}

const emailOf = (person: Person): string => `${person}@people.example`
