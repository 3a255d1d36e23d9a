import { expect, it } from 'vitest'
import { apiClient } from '../harness/api-client.ts'
import { startAtrium } from '../harness/start-atrium.ts'

/** The provider of `ATRIUM_OIDC_…`, for operators who set everything up before anybody is there. */
it('is there as soon as the organization is, without a restart', async () => {
  const env = {
    ATRIUM_DEMO: 'false',
    ATRIUM_OIDC_ISSUER: 'https://id.invalid/realms/acme',
    ATRIUM_OIDC_CLIENT_ID: 'atrium',
    ATRIUM_OIDC_CLIENT_SECRET: 'a-secret-of-the-operator',
    ATRIUM_OIDC_NAME: 'Acme ID',
  }
  const atrium = await startAtrium({ fresh: true, unprovisioned: true, env })
  try {
    const nobody = apiClient(atrium.url, {})
    expect(await nobody.results('GET', '/api/v1/app/sign-in-options')).toEqual({ password: true, providers: [] })
    await expect.poll(() => atrium.output()).toMatch(/\/setup\?token=\S+/)
    const token = /\/setup\?token=(\S+)/.exec(atrium.output())?.[1]
    const made = { token, email: 'ada@acme.example', password: 'a long passphrase 1', firstName: 'Ada', organizationName: 'Acme' }
    expect((await nobody.post('/api/v1/app/setup', made)).status).toBe(200)
    expect(await nobody.results('GET', '/api/v1/app/sign-in-options')).toEqual({ password: true, providers: [{ slug: 'oidc', name: 'Acme ID' }] })
    // It was not asked for a working provider: that is said when somebody signs in.
    const answer = await nobody.get('/api/v1/login/oidc/oidc')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login?failed=provider_unreachable'])
    expect(atrium.output()).not.toContain('a-secret-of-the-operator')
  } finally {
    await atrium.stop()
  }
})
