import { SignJWT, type JWTHeaderParameters } from 'jose'
import { describe, expect, it } from 'vitest'
import { createKeyRing } from '../../../platform/secrets/key-ring.ts'
import { isRunToken, readRunToken, signRunToken, type RunToken } from './run-token.ts'

const keys = createKeyRing({ current: 'a secret of this installation, long enough', old: [] })
const now = new Date('2026-01-01T00:00:00Z')
const token: RunToken = {
  id: 'id-of-token',
  projectId: 'project',
  userId: 'user',
  name: 'Shop',
  endpointIds: ['e'],
  variables: { tenant: 'b' },
  origins: [],
  createdAt: now,
  expiresAt: new Date(now.getTime() + 60_000),
  revokedAt: null,
}
const key = keys.key(keys.currentId, 'sign run tokens')
const like = (
  change: (jwt: SignJWT) => SignJWT,
  claims: Record<string, unknown> = { project: 'project' },
  header: JWTHeaderParameters = { alg: 'HS256', kid: keys.currentId },
): Promise<string> =>
  change(
    new SignJWT(claims)
      .setProtectedHeader(header)
      .setJti('id')
      .setSubject('user')
      .setAudience('atrium:run-endpoints')
      .setExpirationTime(Math.floor(now.getTime() / 1000) + 60),
  ).sign(key)

describe('the text of a token for calling endpoints', () => {
  it('says which token it is, and holds no value', async () => {
    const text = await signRunToken(keys, token)
    expect([isRunToken(text), isRunToken('atr_pat_0123')]).toEqual([true, false])
    expect(await readRunToken(keys, text, now)).toEqual({ id: 'id-of-token', projectId: 'project' })
    expect(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()).not.toContain('tenant')
  })

  it('is good under an earlier secret of the installation, and under no other', async () => {
    const text = await signRunToken(keys, token)
    const later = createKeyRing({ current: 'the next secret of this installation!', old: ['a secret of this installation, long enough'] })
    expect(await readRunToken(later, text, now)).toMatchObject({ id: 'id-of-token' })
    await expect(readRunToken(createKeyRing({ current: 'the secret of another installation', old: [] }), text, now)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  it('is refused when it has ended, is for others, lacks a part or is signed otherwise, always in the same words', async () => {
    await expect(readRunToken(keys, await like((jwt) => jwt), now)).resolves.toMatchObject({ id: 'id' })
    const bad = await Promise.all([
      like((jwt) => jwt.setExpirationTime(Math.floor(now.getTime() / 1000) - 1)),
      like((jwt) => jwt.setAudience('somebody else')),
      like((jwt) => jwt.setNotBefore(Math.floor(now.getTime() / 1000) + 30)),
      like((jwt) => jwt, {}),
      like((jwt) => jwt, { project: 7 }),
      like((jwt) => jwt, undefined, { alg: 'HS512', kid: keys.currentId }),
      like((jwt) => jwt, undefined, { alg: 'HS256' }),
    ])
    for (const text of bad) {
      await expect(readRunToken(keys, text, now)).rejects.toMatchObject({ code: 'unauthenticated', message: expect.stringContaining('is not valid') })
    }
  })
})
