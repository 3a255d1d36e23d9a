import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { createKeyRing } from '../../../platform/secrets/key-ring.ts'
import { readSecret, rewrapSecrets } from '../../../platform/secrets/secret-store.ts'
import { openIdentity, type TestIdentity } from '../testing/open-identity.ts'
import { provisionAdmin } from '../provision-people.ts'
import { findProviderBySlug, updateProvider } from './provider-store.ts'
import { provisionProvider, type ProvisionProvider } from './provision-provider.ts'

let test: TestDatabase
let house: TestIdentity
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

const given: ProvisionProvider = { name: 'Acme', issuer: 'https://id.acme.example/', clientId: 'atrium', clientSecret: 'first secret' }
const purpose = 'be known to the identity provider'

async function stored(): Promise<NonNullable<Awaited<ReturnType<typeof findProviderBySlug>>>> {
  const provider = await findProviderBySlug(test.db, 'oidc')
  if (provider === null) throw new Error('there is no provider')
  return provider
}
const secretNow = async (keys = house.keys): Promise<string | null> => readSecret(test.db, keys, { identityProviderId: (await stored()).id }, purpose)
const linesOfLog = async (): Promise<string[]> => {
  const { rows } = await sql<{ line: string }>`select c::text as line from change_log c where operation = 'identity.provisionProvider'`.execute(test.db)
  return rows.map(({ line }) => line)
}

describe('the provider of the configuration', () => {
  it('waits for the organization', async () => {
    await house.asSystem(provisionProvider, given)
    expect(await findProviderBySlug(test.db, 'oidc')).toBeNull()
  })

  it('is made once, and the same at the next start changes nothing', async () => {
    await house.asSystem(provisionAdmin, { email: 'ada@example.com', password: 'a long passphrase 1', token: null })
    await house.asSystem(provisionProvider, given)
    await house.asSystem(provisionProvider, given)
    expect(await stored()).toMatchObject({ name: 'Acme', issuer: given.issuer, hasSecret: true, isEnabled: true, joinsByEmail: false, createsAccounts: false })
    expect(await linesOfLog()).toHaveLength(1)
  })

  it('takes what changed, and keeps what administrators said of it', async () => {
    const provider = await stored()
    await test.db.transaction().execute((tx) => updateProvider(tx, provider.id, { ...provider, createsAccounts: true, domains: ['acme.example'] }, new Date(0)))
    await house.asSystem(provisionProvider, { ...given, clientSecret: 'second secret' })
    expect(await stored()).toMatchObject({ id: provider.id, createsAccounts: true, domains: ['acme.example'] })
    expect(await secretNow()).toBe('second secret')
    expect((await linesOfLog()).join()).not.toMatch(/first secret|second secret/)
  })

  it('can be a public client', async () => {
    await house.asSystem(provisionProvider, { ...given, clientSecret: null })
    expect([(await stored()).hasSecret, await secretNow()]).toEqual([false, null])
  })
})

describe('the secret of a provider', () => {
  it('is wrapped again when the key of the installation is rotated', async () => {
    await house.asSystem(provisionProvider, given)
    const rotated = createKeyRing({ current: 'the next secret of a test installation', old: ['the secret of a test installation'] })
    expect(await test.db.transaction().execute((tx) => rewrapSecrets(tx, rotated, 10))).toBe(1)
    expect(await secretNow(createKeyRing({ current: 'the next secret of a test installation', old: [] }))).toBe('first secret')
    await expect(secretNow()).rejects.toThrow('does not have')
  })

  it('opens in its own row only', async () => {
    const keys = createKeyRing({ current: 'the next secret of a test installation', old: [] })
    const { id } = await stored()
    await sql`update secrets set purpose = 'something else' where identity_provider_id = ${id}`.execute(test.db)
    await expect(readSecret(test.db, keys, { identityProviderId: id }, 'something else')).rejects.toThrow('was changed')
  })
})
