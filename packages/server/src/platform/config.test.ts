import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type ConfigError, describeConfig, readConfig } from './config.ts'

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return (error as ConfigError).problems
  }
}
const folder = mkdtempSync(path.join(tmpdir(), 'atrium-config-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const inFile = (text: string): string => {
  const file = path.join(folder, String(files++))
  writeFileSync(file, text)
  return file
}

describe('readConfig', () => {
  it('works without any setting', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      dataDir: path.resolve('data'),
      demo: true,
      siteUrl: null,
      admin: null,
      secureCookies: false,
    })
  })

  it('cannot be changed afterwards', () => {
    const config = readConfig({})
    expect(Object.isFrozen(config) && Object.isFrozen(config.query)).toBe(true)
  })

  it('names an unknown variable and the nearest known one', () => {
    expect(problemsOf({ ATRIUM_PROT: '1' })).toEqual(['ATRIUM_PROT is not a setting of Atrium. Did you mean ATRIUM_PORT?'])
  })

  it.each([
    ['ATRIUM_PORT', '80a', 'ATRIUM_PORT must be a whole number from 0 to 65535 (it is "80a").'],
    ['ATRIUM_PORT', '70000', 'ATRIUM_PORT must be a whole number from 0 to 65535 (it is "70000").'],
    ['ATRIUM_DEMO', 'yes', 'ATRIUM_DEMO must be true or false (it is "yes").'],
    ['ATRIUM_SITE_URL', 'atrium.example', 'ATRIUM_SITE_URL must be an address like https://atrium.example.com (it is "atrium.example").'],
    ['ATRIUM_MAIL_FROM', 'Atrium', 'ATRIUM_MAIL_FROM must be like Atrium <atrium@example.com> (it is "Atrium").'],
    ['ATRIUM_MAIL_FROM', 'a@b.example, c@d.example', 'ATRIUM_MAIL_FROM must be like Atrium <atrium@example.com> (it is "a@b.example, c@d.example").'],
    ['ATRIUM_LOG_LEVEL', 'loud', 'ATRIUM_LOG_LEVEL must be one of trace, debug, info, warn, error, silent (it is "loud").'],
    ['ATRIUM_ENGINE_MEMORY', 'much', 'ATRIUM_ENGINE_MEMORY must be a size like 512MB or 4GB (it is "much").'],
  ])('%s=%s is refused with what it takes', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([problem])
  })

  it.each([
    ['short', 'must have at least 32 characters'],
    ['a'.repeat(40), 'repeats itself'],
    ['change-me-kX2#pQ9vLm4TzR7wB1nC5dF8', 'looks like an example'],
  ])('refuses the secret key %s, without showing it', (weak, why) => {
    const [problem = ''] = problemsOf({ ATRIUM_SECRET_KEY: weak })
    expect(problem).toContain(`ATRIUM_SECRET_KEY ${why}`)
    expect(problem).not.toContain(weak)
    expect(problemsOf({ ATRIUM_SECRET_KEY_FILE: inFile(weak) })).toEqual([problem])
  })

  it('says which file with the secret key is not there', () => {
    expect(problemsOf({ ATRIUM_SECRET_KEY_FILE: path.join(folder, 'nowhere') })).toEqual([
      expect.stringMatching(/ATRIUM_SECRET_KEY_FILE names the file ".*nowhere", which cannot be read \(ENOENT\)/),
    ])
  })

  it('does not show a secret that it refuses', () => {
    expect(problemsOf({ ATRIUM_ADMIN_EMAIL: 'a@example.com', ATRIUM_ADMIN_PASSWORD: 'short' })).toEqual([
      'ATRIUM_ADMIN_PASSWORD must have at least 8 characters.',
    ])
    expect(problemsOf({ DATABASE_URL: 'mysql://u:hidden@h/d' })[0]).not.toContain('hidden')
  })

  it('says all that is wrong at once', () => {
    expect(problemsOf({ ATRIUM_PORT: 'x', ATRIUM_DEMO: 'x', ATRIUM_NONE: 'x' })).toHaveLength(3)
  })

  it('reads values from files, without the line end', () => {
    const config = readConfig({
      ATRIUM_ADMIN_EMAIL: 'a@example.com',
      ATRIUM_ADMIN_TOKEN_FILE: inFile('0123456789abcdef\n'),
      DATABASE_URL_FILE: inFile('postgres://h/d'),
    })
    expect(config.admin?.token).toBe('0123456789abcdef')
    expect(config.databaseUrl).toBe('postgres://h/d')
  })

  it('refuses a value given twice and a file that is not there', () => {
    expect(problemsOf({ ATRIUM_PORT: '1', ATRIUM_PORT_FILE: '/none' })).toEqual(['ATRIUM_PORT and ATRIUM_PORT_FILE are both set. Set one of them.'])
    expect(problemsOf({ ATRIUM_PORT_FILE: '/none' })[0]).toContain('ATRIUM_PORT_FILE names the file "/none"')
  })

  it('takes an empty value as unset', () => {
    expect(readConfig({ ATRIUM_PORT: '', ATRIUM_SITE_URL: '', ATRIUM_OLD: '' }).port).toBe(8080)
  })

  it('wants an administrator to be able to sign in', () => {
    expect(problemsOf({ ATRIUM_ADMIN_EMAIL: 'a@example.com' })[0]).toContain('needs ATRIUM_ADMIN_PASSWORD or ATRIUM_ADMIN_TOKEN')
    expect(problemsOf({ ATRIUM_ADMIN_TOKEN: '0123456789abcdef' })[0]).toContain('needs ATRIUM_ADMIN_EMAIL')
  })

  it('wants mail to have a sender, and links in it to lead somewhere', () => {
    const url = 'smtp://user:hidden@mail.example:587'
    expect(problemsOf({ ATRIUM_SMTP_URL: url })).toEqual([
      'ATRIUM_SMTP_URL needs ATRIUM_MAIL_FROM: who sends the mail?',
      'ATRIUM_SMTP_URL needs ATRIUM_SITE_URL: where do links in mail lead?',
    ])
    expect(problemsOf({ ATRIUM_SMTP_URL: 'https://user:hidden@mail.example' })).toEqual([
      'ATRIUM_SMTP_URL must be an address like smtp://user:password@mail.example.com:587.',
    ])
    const config = readConfig({ ATRIUM_SMTP_URL_FILE: inFile(url), ATRIUM_MAIL_FROM: 'Atrium <atrium@b.example>', ATRIUM_SITE_URL: 'https://b.example' })
    expect(config.mail).toEqual({ url, from: 'Atrium <atrium@b.example>' })
    expect(readConfig({ ATRIUM_MAIL_FROM: 'atrium@b.example' }).mail).toBeNull()
  })

  it('makes cookies secure when the site is https, unless told otherwise', () => {
    expect(readConfig({ ATRIUM_SITE_URL: 'https://a.example/' })).toMatchObject({ secureCookies: true, siteUrl: 'https://a.example' })
    expect(readConfig({ ATRIUM_SITE_URL: 'https://a.example', ATRIUM_SECURE_COOKIES: 'false' }).secureCookies).toBe(false)
  })

  it('wants an identity provider whole, and over https', () => {
    const problemsOf = (environment: Record<string, string>): readonly string[] => {
      try {
        readConfig(environment)
        return []
      } catch (error) {
        return (error as ConfigError).problems
      }
    }
    const issuer = { ATRIUM_OIDC_ISSUER: 'https://id.example.com/' }
    expect(readConfig({ ...issuer, ATRIUM_OIDC_CLIENT_ID: 'atrium' }).oidc).toEqual({
      name: 'Single sign-on',
      issuer: 'https://id.example.com/',
      clientId: 'atrium',
      clientSecret: null,
    })
    expect(problemsOf(issuer)).toEqual([expect.stringContaining('ATRIUM_OIDC_CLIENT_ID')])
    expect(problemsOf({ ATRIUM_OIDC_CLIENT_SECRET: 'x' })).toEqual([expect.stringContaining('needs ATRIUM_OIDC_ISSUER')])
    expect(problemsOf({ ATRIUM_OIDC_ISSUER: 'http://id.example.com', ATRIUM_OIDC_CLIENT_ID: 'atrium' })).toEqual([expect.stringContaining('https://')])
  })
})

describe('describeConfig', () => {
  it('tells value and source of each setting, and no secret', () => {
    const lines = describeConfig({ ATRIUM_PORT: '9', DATABASE_URL: 'postgres://u:hidden@h/d' })
    expect(lines.find((line) => line.name === 'ATRIUM_PORT')).toMatchObject({ value: '9', source: 'environment' })
    expect(lines.find((line) => line.name === 'ATRIUM_HOST')).toMatchObject({ value: '127.0.0.1', source: 'default' })
    expect(JSON.stringify(lines)).not.toContain('hidden')
  })
})
