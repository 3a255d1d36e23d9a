import { expect, it } from 'vitest'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-code.ts'

it('recovery codes are ten, all different, and can be copied from paper', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([a-hj-km-np-z02-9]{4}-){3}[a-hj-km-np-z02-9]{4}$/)
})

it('a recovery code is the same however it is typed, and no other', () => {
  const hash = recoveryCodeHash('ab2d-efgh-jkmn-pqrs')
  expect(recoveryCodeHash(' AB2D EFGH jkmnpqrs')).toEqual(hash)
  expect(recoveryCodeHash('ab2d-efgh-jkmn-pqrt')).not.toEqual(hash)
})
