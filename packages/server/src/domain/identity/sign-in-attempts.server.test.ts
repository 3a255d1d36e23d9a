import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { provisionAdmin } from './provision-people.ts'
import { signIn } from './sign-in.ts'
import { openIdentity, type TestIdentity } from './testing/open-identity.ts'

const password = 'a long passphrase 1'
const most = 3

let test: TestDatabase
let house: TestIdentity
beforeAll(async () => {
  test = await createTestDatabase()
  house = await openIdentity(test, { windowSeconds: 900, perAccount: most, perAddress: 1000 })
})
afterAll(async () => {
  await house.identity.close()
  await test.drop()
})

/** Somebody with an account of their own, so that no test counts for another. */
async function person(email: string) {
  await house.asSystem(provisionAdmin, { email, password, token: null })
  return (address: string, typed: string, device?: string) => house.as({}, signIn, { email, password: typed, address, device })
}
const limit = { code: 'limit_exceeded' }
const wrong = { code: 'unauthenticated' }

describe('wrong passwords', () => {
  it('from one place lock out that place, and nobody else', async () => {
    const enter = await person('one-place@example.com')
    for (let i = 0; i < most; i++) await expect(enter('198.51.100.1', 'guess number 1')).rejects.toMatchObject(wrong)
    for (let i = 0; i < 40; i++) await expect(enter('198.51.100.1', password)).rejects.toMatchObject(limit)
    expect((await enter('203.0.113.9', password)).secret).not.toBe('')
  })

  it('from everywhere lock out browsers that are new to the account, and not those that signed in before', async () => {
    const enter = await person('everywhere@example.com')
    const { device } = await enter('203.0.113.9', password)
    for (let place = 0; place < 8; place++) {
      for (let i = 0; i < most; i++) await enter(`198.51.100.${place}`, 'guess number 1').catch(() => undefined)
    }
    await expect(enter('203.0.113.10', password)).rejects.toMatchObject(limit)
    expect((await enter('203.0.113.10', password, device)).secret).not.toBe('')
  })

  it('are limited in a known browser too, which others do not feel', async () => {
    const enter = await person('stolen@example.com')
    const { device } = await enter('203.0.113.9', password)
    for (let i = 0; i < most; i++) await expect(enter('198.51.100.1', 'guess number 1', device)).rejects.toMatchObject(wrong)
    await expect(enter('198.51.100.2', password, device)).rejects.toMatchObject(limit)
    expect((await enter('198.51.100.2', password)).secret).not.toBe('')
  })

  it.each([
    ['made up', () => 'bm90IG91cnM.c2lnbmVk'],
    ['of another account', (other: string) => other],
    ['cut', (other: string) => other.slice(0, -1)],
    ['empty', () => ''],
  ])('get no tries of their own by a sign of a browser that is %s', async (what, forged) => {
    const other = (await (await person(`other-${what.replaceAll(' ', '-')}@example.com`))('203.0.113.9', password)).device ?? ''
    const enter = await person(`target-${what.replaceAll(' ', '-')}@example.com`)
    for (let i = 0; i < most; i++) await expect(enter('198.51.100.1', 'guess number 1', forged(other))).rejects.toMatchObject(wrong)
    await expect(enter('198.51.100.1', password)).rejects.toMatchObject(limit)
  })
})
