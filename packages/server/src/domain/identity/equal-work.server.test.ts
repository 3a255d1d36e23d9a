import { hash, verify } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { perform } from '../../access/operation.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { newId } from '../../platform/ids.ts'
import type { IdentityCtx } from './identity-ctx.ts'
import { createPasswords } from './passwords.ts'
import { provisionAdmin } from './provision-people.ts'
import { signIn } from './sign-in.ts'
import { openIdentity, type TestIdentity } from './testing/open-identity.ts'

let test: TestDatabase
let house: TestIdentity
/** What one sign-in costs: slow hashes, and lines that were written. */
let hashes = 0

beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test)
  await house.asSystem(provisionAdmin, { email: 'ada@example.com', password: 'a long passphrase 1', token: null })
  const none = { first_name: 'a', last_name: 'b', password_hash: null }
  await test.db
    .insertInto('users')
    .values({ id: newId(), email: 'no-password@example.com', ...none })
    .execute()
  const stored = await hash('a long passphrase 1')
  await test.db
    .insertInto('users')
    .values({ id: newId(), email: 'gone@example.com', ...none, password_hash: stored, is_active: false })
    .execute()
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

async function attempt(email: string, password: string): Promise<{ hashes: number; lines: number; code: string; message: string }> {
  const ctx: IdentityCtx = {
    actor: { kind: 'anonymous' },
    clock: house.clock,
    requestId: newId(),
    signal: new AbortController().signal,
    db: test.db,
    identity: { ...house.identity, passwords },
  }
  const count = async (): Promise<number> => (await test.db.selectFrom('change_log').select('id').execute()).length
  const before = await count()
  hashes = 0
  const error = await perform(signIn, ctx, { email, password, address: '192.0.2.1' }).then(
    () => new Error('signed in'),
    (refusal: Error & { code: string }) => refusal,
  )
  return { hashes, lines: (await count()) - before, code: 'code' in error ? error.code : '', message: error.message }
}

const passwords = createPasswords(undefined, {
  hash: (text) => hash(text),
  verify: (stored, text) => {
    hashes++
    return verify(stored, text)
  },
})

it('costs and says the same whether there is nobody of this name, no password, or a wrong one', async () => {
  const unknown = await attempt('nobody@example.com', 'not it at all 1')
  expect(unknown).toEqual({ hashes: 1, lines: 1, code: 'unauthenticated', message: 'Email and password not recognized' })
  expect(await attempt('ada@example.com', 'not it at all 1')).toEqual(unknown)
  expect(await attempt('no-password@example.com', 'not it at all 1')).toEqual(unknown)
  // That an account is deactivated is told to whoever knows its password only.
  expect(await attempt('gone@example.com', 'not it at all 1')).toEqual(unknown)
})

it('does no slow work for a password that nobody can have, known or not', async () => {
  const tooLong = 'x1'.repeat(600)
  const unknown = await attempt('nobody@example.com', tooLong)
  expect(unknown.hashes).toBe(0)
  expect(await attempt('ada@example.com', tooLong)).toEqual(unknown)
})
