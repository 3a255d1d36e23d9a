import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { provisionAdmin } from './provision-people.ts'
import { createServiceToken } from './service-accounts/service-account-tokens.ts'
import { createServiceAccount } from './service-accounts/service-accounts.ts'
import { signIn } from './sign-in.ts'
import { openIdentity, type Credentials, type TestIdentity } from './testing/open-identity.ts'
import { createToken, rotateToken } from './tokens.ts'
import { warnOfEndingTokens } from './warn-of-ending-tokens.ts'

let test: TestDatabase
let house: TestIdentity
let me: Credentials
const admin = { email: 'ada@example.com', password: 'a long passphrase 1', token: 'token-of-sixteen-letters' }
const inDays = (days: number): Date => new Date(house.clock.now() + days * 86_400_000)

beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  await house.asSystem(provisionAdmin, admin)
  me = { session: (await house.as({}, signIn, { ...admin, address: 'x' })).secret }
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

it('writes once for each end within a week, in one mail, also to who made a token of a service account', async () => {
  const { id: accountId } = await house.as(me, createServiceAccount, { name: 'Loader', role: 'viewer' })
  await house.as(me, createServiceToken, { accountId, description: 'of a program', expiresAt: inDays(3), scopes: ['user:read'] })
  const own = await house.as(me, createToken, { description: 'my own', expiresAt: inDays(6) })
  await house.as(me, createToken, { description: 'later', expiresAt: inDays(8) })

  house.sendsMail(false)
  expect(await house.asSystem(warnOfEndingTokens, {})).toEqual({ warned: 0 })
  house.sendsMail(true)
  expect(await house.asSystem(warnOfEndingTokens, {})).toEqual({ warned: 2 })
  expect(house.outbox.map(({ to, subject }) => [to, subject])).toEqual([[admin.email, '2 tokens end soon']])
  expect(house.outbox[0]?.text).toContain('“of a program” of the service account “Loader” ends at')
  expect(house.outbox[0]?.text).toContain('“my own” ends at')
  expect(house.outbox[0]?.text).not.toContain('later')
  expect(await house.asSystem(warnOfEndingTokens, {})).toEqual({ warned: 0 })

  await house.as(me, rotateToken, { tokenId: own.id, expiresAt: inDays(2) })
  expect(await house.asSystem(warnOfEndingTokens, {})).toEqual({ warned: 1 })
  expect(house.outbox[1]).toMatchObject({ to: admin.email, subject: 'The token “my own” ends soon' })
})
