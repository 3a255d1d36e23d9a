import { afterAll, beforeAll, expect, it } from 'vitest'
import { perform } from '../../../access/operation.ts'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { newId } from '../../../platform/ids.ts'
import { provisionAdmin } from '../provision-people.ts'
import { signIn } from '../sign-in.ts'
import { openIdentity, type TestIdentity } from '../testing/open-identity.ts'
import { beginOidcLinking } from './begin-sign-in.ts'

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

it('adds a way into an account only for who has just proved that it is theirs', async () => {
  const email = 'ada@example.com'
  const password = 'a long passphrase 1'
  await house.asSystem(provisionAdmin, { email, password, token: null })
  const { secret: session } = await house.as({}, signIn, { email, password, address: '127.0.0.1' })
  const link = async (): Promise<unknown> => {
    const ctx = {
      actor: await house.actor({ session }),
      clock: house.clock,
      db: test.db,
      identity: house.identity,
      keys: house.keys,
      requestId: newId(),
      signal: new AbortController().signal,
      outbound: { addressOf: () => Promise.reject(new Error('nobody is asked')) },
      settings: { siteUrl: 'https://atrium.example' },
    }
    return perform(beginOidcLinking, ctx, { slug: 'none', returnPath: '/me', browserSecret: undefined })
  }
  // A fresh session is past the question, and there is no such provider.
  await expect(link()).rejects.toMatchObject({ details: { reason: 'provider_off' } })
  house.clock.advance(11 * 60_000)
  await expect(link()).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'proof_needed' } })
})
