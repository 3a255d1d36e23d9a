import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, signIn, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'
import { totpCode } from '../harness/totp.ts'

/** What goes over the wire when a sign-in has two steps; what the steps mean is tested beside the code. */

let atrium: Atrium
let me: ApiClient
let key = ''
let recoveryCodes: string[] = []
beforeAll(async () => {
  atrium = await startAtrium()
  me = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
  key = (await me.results<{ key: string }>('POST', '/api/v1/app/security/app')).key
  const code = totpCode(key, Date.now())
  recoveryCodes = (await me.results<{ recoveryCodes: string[] }>('POST', '/api/v1/app/security/app/confirm', { code })).recoveryCodes
})
afterAll(() => atrium.stop())

const anonymous = (): ApiClient => apiClient(atrium.url, {})
const login = (): Promise<ApiAnswer> => anonymous().post('/api/v1/login', { email: atrium.adminEmail, password: atrium.adminPassword })
const cookiesOf = ({ headers }: ApiAnswer): Map<string, string> => new Map(headers.getSetCookie().map((line) => [line.split('=')[0] ?? '', line]))
const sent = (cookie: string | undefined): string => cookie?.split(';')[0] ?? ''
const nameOf = ({ body }: ApiAnswer): string => (body as { error: { name: string } }).error.name

describe('a sign-in of somebody with a second factor', () => {
  it('is refused in the shape of the door, with a cookie that can do nothing but finish it', async () => {
    const first = await login()
    expect(first.status).toBe(401)
    expect(first.body).toMatchObject({ status: 'error', error: { statusCode: 401, name: 'SecondStepError', data: {} } })
    const cookies = cookiesOf(first)
    expect([...cookies.keys()]).toEqual(['atrium.second-step'])
    expect(cookies.get('atrium.second-step')).toMatch(/; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
    const half = apiClient(atrium.url, { cookie: sent(cookies.get('atrium.second-step')) })
    expect(await half.results('GET', '/api/v1/app/second-step')).toEqual({ app: true, passkey: false, recoveryCode: true })
    for (const path of ['/api/v1/user', '/api/v1/org', '/api/v1/app/security', '/api/v1/user/me/personal-access-tokens']) {
      expect((await half.get(path)).status).toBe(401)
    }
    // Nor does it pass as a session under the other name.
    const asSession = sent(cookies.get('atrium.second-step')).replace('atrium.second-step', 'connect.sid')
    expect((await apiClient(atrium.url, { cookie: asSession }).get('/api/v1/user')).status).toBe(401)

    const wrong = await half.post('/api/v1/app/second-step', { code: '000000' })
    expect([wrong.status, nameOf(wrong)]).toEqual([401, 'AuthorizationError'])
    const done = await half.post('/api/v1/app/second-step', { code: recoveryCodes[0] })
    expect(done.status).toBe(200)
    const after = cookiesOf(done)
    expect([...after.keys()]).toEqual(['connect.sid', 'atrium.device', 'atrium.second-step'])
    expect(after.get('atrium.second-step')).toContain('Max-Age=0')
    const session = apiClient(atrium.url, { cookie: sent(after.get('connect.sid')) })
    expect(await session.results('GET', '/api/v1/user')).toMatchObject({ email: atrium.adminEmail })
    const again = await half.post('/api/v1/app/second-step', { code: recoveryCodes[1] })
    expect([again.status, nameOf(again)]).toEqual([401, 'SecondStepOverError'])
  })

  it('says nothing of the second factor to whoever has no password', async () => {
    const wrong = await anonymous().post('/api/v1/login', { email: atrium.adminEmail, password: 'not it at all 1' })
    const unknown = await anonymous().post('/api/v1/login', { email: 'nobody@example.com', password: 'not it at all 1' })
    expect(wrong.body).toEqual(unknown.body)
    expect([...cookiesOf(wrong).keys()]).toEqual([])
  })

  it.each([
    ['nothing', undefined],
    ['no text', { code: 123_456 }],
    ['half a passkey', { passkey: { id: 'AA', type: 'public-key' } }],
  ])('takes no body of %s', async (_what, body) => {
    const half = apiClient(atrium.url, { cookie: sent(cookiesOf(await login()).get('atrium.second-step')) })
    expect((await half.post('/api/v1/app/second-step', body)).status).toBe(422)
  })

  it('can be finished by nobody else', async () => {
    const answer = await anonymous().post('/api/v1/app/second-step', { code: recoveryCodes[2] })
    expect([answer.status, nameOf(answer)]).toEqual([401, 'SecondStepOverError'])
    // A session is no sign-in that waits.
    expect((await me.post('/api/v1/app/second-step', { code: recoveryCodes[2] })).status).toBe(401)
  })

  it('leaves tokens as they are', async () => {
    const token = apiClient(atrium.url, { authorization: `ApiKey ${atrium.token}` })
    expect(await token.results('GET', '/api/v1/user')).toMatchObject({ email: atrium.adminEmail })
  })
})
