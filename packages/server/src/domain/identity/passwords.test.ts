import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-rules.ts'
import { createPasswords } from './passwords.ts'

describe('password rules', () => {
  it.each(['correct horse 7', 'ein-langes-passwort', 'пароль-из-слов', 'パスワードです123', `x1${'y'.repeat(500)}`])('take %s', (password) => {
    expect(passwordProblem(password, 'ada@example.com')).toBeNull()
  })

  it.each(['short 1', 'onlyletters', '1234567890', 'Password123', 'ada@example.com', `x1${'y'.repeat(511)}`])('refuse %s', (password) => {
    expect(passwordProblem(password, 'ada@example.com')).not.toBeNull()
  })
})

describe('passwords', () => {
  it('are recognised however their letters are composed', async () => {
    const passwords = createPasswords()
    const stored = await passwords.hash('cafe\u0301 au lait 1')
    expect(stored).toMatch(/^\$argon2id\$/)
    expect(await passwords.verify('caf\u00e9 au lait 1', stored)).toBe(true)
    expect(await passwords.verify('cafe au lait 1', stored)).toBe(false)
  })

  it('of unknown people are hashed all the same, and wrong', async () => {
    expect(await createPasswords().verify('anything at all 1', null)).toBe(false)
  })

  it('wait in a short line; who finds it full is told so', async () => {
    const passwords = createPasswords({ parallel: 1, waiting: 1 })
    const tries = await Promise.allSettled([1, 2, 3].map((number) => passwords.hash(`password number ${number}`)))
    expect(tries.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(await passwords.hash('once more 1')).toContain('argon2id')
  })
})
