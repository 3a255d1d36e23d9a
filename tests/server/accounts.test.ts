import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiClient, signIn, withToken, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { mailSettings, startMailSink, textOf, type MailSink } from '../harness/mail-sink.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** Accounts as a program sees them: what the doors say, and what they never say. */

let atrium: Atrium
let mail: MailSink
/** Where links in mail lead. */
let site: string
let nobody: ApiClient
let token: ApiClient
beforeAll(async () => {
  mail = await startMailSink()
  const env = await mailSettings(mail)
  site = env.ATRIUM_SITE_URL
  atrium = await startAtrium({ env })
  nobody = apiClient(atrium.url, {})
  token = withToken(atrium.url, atrium.token)
})
afterAll(async () => {
  await atrium.stop()
  await mail.close()
})

const nameOf = (answer: ApiAnswer): string => (answer.body as { error: { name: string } }).error.name
const password = 'a long passphrase 1'
const person = { firstName: 'Bo', lastName: 'Berg', password }

/** A request that names another host than the one it goes to; `fetch` would not. */
function postAs(host: string, at: string, body: object): Promise<number> {
  const { hostname, port } = new URL(atrium.url)
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path: at, method: 'POST', headers: { host, 'content-type': 'application/json' } }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

describe('a wish for a new password', () => {
  it('is answered the same for everybody, and mails a link to the configured site only', async () => {
    const answers = [
      await nobody.post('/api/v1/password-reset', { email: 'nobody@b.example' }),
      await nobody.post('/api/v1/password-reset', { email: atrium.adminEmail }),
    ]
    const seen = answers.map(({ status, body, headers }) => [status, body, [...headers.keys()].toSorted()])
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]?.slice(0, 2)).toEqual([200, { status: 'ok' }])
    await mail.next(atrium.adminEmail)
    expect(await postAs('evil.example', '/api/v1/password-reset', { email: atrium.adminEmail })).toBe(200)
    const text = textOf(await mail.next(atrium.adminEmail))
    expect(text).toContain(`${site}/reset-password/`)
    expect(text).not.toContain('evil.example')
    expect(mail.received.flatMap(({ to }) => to)).not.toContain('nobody@b.example')
  })

  it('has a limit, known or not, and says when to come again', async () => {
    for (const email of ['many@b.example', atrium.adminEmail]) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => nobody.post('/api/v1/password-reset', { email })))
      const refused = answers.find(({ status }) => status === 429)
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(3000)
      expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(5)
    }
  })

  it.each([[{}], [{ email: null }], [{ email: 7 }], [{ email: ['a@b.example'] }], [{ email: { $ne: '' } }]])('is refused as %j', async (body) => {
    expect((await nobody.post('/api/v1/password-reset', body)).status).toBe(422)
  })

  it('is no way in with a made-up code', async () => {
    expect((await nobody.get('/api/v1/password-reset/made-up')).status).toBe(404)
    const answer = await nobody.post('/api/v1/user/password/reset', { code: 'made-up', newPassword: password })
    expect([answer.status, nameOf(answer)]).toEqual([404, 'NotFoundError'])
  })
})

describe('registering', () => {
  it('is closed to strangers', async () => {
    const answer = await nobody.post('/api/v1/user', { ...person, email: 'stranger@b.example' })
    expect([answer.status, nameOf(answer)]).toEqual([403, 'ForbiddenError'])
  })

  it('works by an invitation, for its address only, and never twice', async () => {
    const made = await token.results<{ inviteCode: string; inviteUrl: string; isMailed: boolean }>('POST', '/api/v1/invite-links', {
      email: 'bo@b.example',
      role: 'viewer',
    })
    expect([made.inviteUrl, made.isMailed]).toEqual([`${site}/register/${made.inviteCode}`, true])
    expect(textOf(await mail.next('bo@b.example'))).toContain(made.inviteUrl)
    const wrong = await nobody.post('/api/v1/user', { ...person, inviteCode: made.inviteCode, email: 'other@b.example' })
    expect([wrong.status, nameOf(wrong)]).toEqual([401, 'AuthorizationError'])
    const good = await nobody.post('/api/v1/user', { ...person, inviteCode: made.inviteCode })
    expect([good.status, good.headers.getSetCookie().join().includes('connect.sid=')]).toEqual([200, true])
    expect((await nobody.post('/api/v1/user', { ...person, inviteCode: made.inviteCode })).status).toBe(404)
    expect((await nobody.get('/api/v1/invite-links/made-up')).status).toBe(404)
  })

  it('is said to be over when the invitation has run out', async () => {
    const { inviteCode } = await token.results<{ inviteCode: string }>('POST', '/api/v1/invite-links', {
      email: 'late@b.example',
      expiresAt: new Date(Date.now() + 1000).toISOString(),
    })
    await expect.poll(async () => (await nobody.get(`/api/v1/invite-links/${inviteCode}`)).status).toBe(406)
    expect(nameOf(await nobody.get(`/api/v1/invite-links/${inviteCode}`))).toBe('ExpiredError')
  })
})

describe('what sessions only may do', () => {
  it.each([
    ['PUT', '/api/v1/user/me/email/otp'],
    ['GET', '/api/v1/user/me/email/status'],
    ['GET', '/api/v1/org/allowedEmailDomains'],
    ['DELETE', '/api/v1/user/me'],
    ['GET', '/api/v1/user/identities'],
    ['GET', '/api/v1/app/sessions'],
    ['DELETE', '/api/v1/app/sessions'],
  ])('%s %s is refused to a token', async (method, at) => {
    expect((await token.call(method, at)).status).toBe(401)
    expect((await nobody.call(method, at)).status).toBe(401)
  })
})

describe('an organization', () => {
  it('of somebody else is not deleted, whether it is there or not', async () => {
    const session = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
    expect((await session.delete('/api/v1/org/00000000-0000-4000-8000-000000000000')).status).toBe(403)
    expect((await session.delete("/api/v1/org/' or true")).status).toBe(403)
  })

  it('is told by its members’ door whether mail is sent', async () => {
    expect(await nobody.results('GET', '/api/v1/health')).toMatchObject({ hasEmailClient: true })
  })
})
