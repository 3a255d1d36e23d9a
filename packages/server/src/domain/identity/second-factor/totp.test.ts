import { Secret } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { newTotpKey, totpStep, totpUri } from './totp.ts'

/** The key of RFC 6238, appendix B; of its codes the last six digits. */
const key = Secret.fromLatin1('12345678901234567890').base32
const given: [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

describe('codes of authenticator apps', () => {
  it.each(given)('are those of RFC 6238 at %d seconds', (seconds, code) => {
    expect(totpStep(key, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
  })

  it('are taken one step early or late, and no more', () => {
    const [seconds, code] = [1_234_567_890, '005924']
    const step = Math.floor(seconds / 30)
    for (const away of [-30, 0, 30]) expect(totpStep(key, code, (seconds + away) * 1000)).toBe(step)
    for (const away of [-60, 60]) expect(totpStep(key, code, (seconds + away) * 1000)).toBeNull()
  })

  it.each(['', '05924', '0005924', '00592a', '005 924', '-05924'])('are six digits: not %j', (code) => {
    expect(totpStep(key, code, 1_234_567_890_000)).toBeNull()
  })

  it('have a key of 160 bits, different each time, that an app reads with the name of the account', () => {
    const made = newTotpKey()
    expect(Secret.fromBase32(made).bytes).toHaveLength(20)
    expect(newTotpKey()).not.toBe(made)
    const uri = new URL(totpUri(made, 'ada+1@example.com'))
    expect(decodeURIComponent(uri.pathname)).toBe('/Atrium:ada+1@example.com')
    expect(Object.fromEntries(uri.searchParams)).toEqual({ issuer: 'Atrium', secret: made, algorithm: 'SHA1', digits: '6', period: '30' })
  })
})
