import { webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { answerAddress, readLoginRequest, sealed } from './login-request.ts'

const key = 'a'.repeat(392)
const state = 's'.repeat(32)
const search = (change: Record<string, string>): string => `?${new URLSearchParams({ key, port: '41234', state, host: 'laptop', ...change }).toString()}`

describe('a request of the command line', () => {
  it('is read', () => expect(readLoginRequest(search({}))).toEqual({ key, port: 41_234, state, host: 'laptop' }))

  it('is answered at its port, with its state', () =>
    expect(answerAddress({ key, port: 41_234, state, host: '' }, { denied: '1' })).toBe(`http://127.0.0.1:41234/?state=${state}&denied=1`))

  it.each([
    { port: '80' },
    { port: '70000' },
    { port: '41234@example.com' },
    { port: '' },
    { key: 'short' },
    { key: `${key}/../` },
    { state: '' },
    { host: 'x'.repeat(300) },
  ])('is none with %j', (change) => expect(readLoginRequest(search(change as Record<string, string>))).toBeNull())

  it('gets a token that only its own key opens', async () => {
    const algorithm = { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
    const { publicKey, privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt'])
    const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey)).toString('base64url')
    const secret = await sealed('atr_pat_ümlaut', spki)
    expect(secret).toMatch(/^[\w-]+$/)
    expect(Buffer.from(await webcrypto.subtle.decrypt(algorithm, privateKey, Buffer.from(secret, 'base64url'))).toString()).toBe('atr_pat_ümlaut')
  })
})
