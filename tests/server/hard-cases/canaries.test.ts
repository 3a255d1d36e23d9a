import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient, type ApiAnswer, type ApiClient } from '../../harness/api-client.ts'
import { mailSettings, startMailSink, type MailSink } from '../../harness/mail-sink.ts'
import { admin } from '../../harness/start-atrium.ts'
import { allCases, firstFacts, matrixShop } from '../matrix/all-cases.ts'
import { startWithPeople, type WithPeople } from '../start-with-people.ts'
import { describedOperations } from './door.ts'
import { makeThings } from './things.ts'

/**
 * Secrets are planted everywhere they are taken, used well and badly, and then looked for everywhere: in all that is
 * logged at the most talkative level, answered, exported, stored and left in files.
 */

let house: WithPeople
let mail: MailSink
const planted = {
  mailPassword: 'mail-canary-8f2a61',
  secretKey: '7d1f0c9ab44e52d6a8c3b0e6f5918273645566778899aabbccddeeff00112233',
  warehousePassword: 'warehouse-canary-19c4e7',
  ownWarehousePassword: 'own-warehouse-canary-5d02b8',
  wrongPassword: 'wrong-canary 77aa01',
  newPassword: 'new-canary passphrase 4c1d',
  madeUpToken: 'atr_pat_canary_90d3f1e2a7b6c5',
  madeUpSession: 'session-canary-2b7e51a9c0',
  madeUpCode: 'code-canary-63f0a1d2',
  privateKey: 'key-canary-a01b02c03d',
  rowOfOthers: 'row-canary-e5b1',
}
/** What the product made itself, found out on the way. */
const made: Record<string, string> = { adminPassword: admin.password, adminToken: admin.token }
/** Answers of which one word may stand in that one answer, for it is what was asked for. */
const heard: ApiAnswer[] = []

beforeAll(async () => {
  mail = await startMailSink()
  const env = await mailSettings(mail)
  house = await startWithPeople({
    files: matrixShop.files,
    statements: [...matrixShop.statements, `CREATE TABLE secret_rows AS SELECT '${planted.rowOfOthers}' AS word`],
    env: {
      ...env,
      // No mail server takes it: what is said about that is looked through too.
      ATRIUM_SMTP_URL: env['ATRIUM_SMTP_URL']?.replace('smtp://', `smtp://mailer:${planted.mailPassword}@`) ?? '',
      ATRIUM_SECRET_KEY: planted.secretKey,
      ATRIUM_LOG_LEVEL: 'trace',
      ATRIUM_ALLOWED_NETWORKS: '127.0.0.0/8',
    },
  })
})
afterAll(async () => {
  await house.stop()
  await mail.close()
})

const hear = async (client: ApiClient, method: string, at: string, body?: unknown): Promise<ApiAnswer> => {
  const answer = await client.call(method, at, body)
  heard.push(answer)
  return answer
}

it('secrets that are used, well and badly, are nowhere afterwards', async () => {
  const nobody = apiClient(house.url, {})
  // Ways in.
  const login = (password: string) => hear(nobody, 'POST', '/api/v1/login', { email: admin.email, password })
  await login(planted.wrongPassword)
  const session = (await login(admin.password)).headers.getSetCookie()[0]?.split(';')[0] ?? ''
  made['session'] = session.split('=')[1] ?? ''
  const signedIn = apiClient(house.url, { cookie: session })
  await hear(apiClient(house.url, { authorization: `ApiKey ${planted.madeUpToken}` }), 'GET', '/api/v1/user')
  await hear(apiClient(house.url, { cookie: `connect.sid=${planted.madeUpSession}` }), 'GET', '/api/v1/user')
  await hear(nobody, 'GET', `/api/v1/password-reset/${planted.madeUpCode}`)
  await hear(nobody, 'POST', '/api/v1/user/password/reset', { code: planted.madeUpCode, newPassword: planted.newPassword })
  await hear(nobody, 'GET', `/api/v1/invite-links/${planted.madeUpCode}`)
  await hear(nobody, 'POST', '/api/v1/password-reset', { email: admin.email })
  await hear(signedIn, 'POST', '/api/v1/invite-links', { email: 'new@people.example', role: 'viewer' })
  // Tokens and passwords of one's own.
  const token = await signedIn.results<{ token: string }>('POST', '/api/v1/user/me/personal-access-tokens', {
    description: 'x',
    expiresAt: '2031-01-01T00:00:00.000Z',
  })
  made['token'] = token.token
  await hear(apiClient(house.url, { authorization: `ApiKey ${token.token}` }), 'GET', '/api/v1/user')
  await hear(signedIn, 'POST', '/api/v1/user/password', { password: planted.wrongPassword, newPassword: planted.newPassword })
  const changed = await hear(signedIn, 'POST', '/api/v1/user/password', { password: admin.password, newPassword: planted.newPassword })
  made['nextSession'] = changed.headers.getSetCookie()[0]?.split(';')[0]?.split('=')[1] ?? ''
  // Warehouses.
  const postgres = {
    type: 'postgres',
    host: '127.0.0.1',
    port: 1,
    user: 'ada',
    dbname: 'shop',
    schema: 'public',
    sslmode: 'disable',
    password: planted.warehousePassword,
  }
  const project = await hear(house.signedIn.admin, 'POST', '/api/v1/org/projects', {
    name: 'Elsewhere',
    type: 'DEFAULT',
    dbtVersion: 'v1.8',
    warehouseConnection: postgres,
  })
  const { projectUuid } = (project.body as { results: { project: { projectUuid: string } } }).results.project
  await hear(house.signedIn.admin, 'POST', `/api/v1/app/connection-test/${projectUuid}`, {})
  await hear(house.signedIn.admin, 'POST', `/api/v1/app/connection-test/${projectUuid}`, { connection: { ...postgres, host: 'no-such-host.invalid' } })
  await hear(house.signedIn.admin, 'PUT', `/api/v1/app/connection/${projectUuid}`, { ...postgres, port: 'none' })
  await hear(house.signedIn.admin, 'PATCH', `/api/v1/projects/${projectUuid}`, { warehouseConnection: { ...postgres, sslmode: 'sometimes' } })
  for (const credentials of [
    { type: 'postgres', user: 'ada', password: planted.ownWarehousePassword },
    { type: 'bigquery', keyfileContents: { private_key: planted.privateKey } },
    { type: 'no such kind', password: planted.ownWarehousePassword },
  ])
    await hear(house.signedIn.admin, 'POST', '/api/v1/user/warehouseCredentials', { name: 'Own', credentials })
  // Rows that were read, and a question that fails over one.
  const base = `/api/v1/projects/${house.projectUuid}`
  await house.as.admin.results('POST', `${base}/sqlQuery`, { sql: 'select word from secret_rows' })
  await house.as.admin.post(`${base}/sqlQuery`, { sql: 'select cast(word as integer) from secret_rows' })
  // Everything that can be read, by who may read it and by who may not.
  const facts = { ...firstFacts(house), ...(await makeThings(house, house.signedIn.admin, house.projectUuid)) }
  const methods = new Map((await describedOperations(house)).map(({ operationId, method }) => [operationId, method]))
  for (const one of allCases.filter(({ operationId, as }) => methods.get(operationId) === 'GET' && as !== 'scim')) {
    for (const person of ['admin', 'viewer', 'foreigner'] as const)
      await hear(one.as === 'session' ? house.signedIn[person] : house.as[person], 'GET', await one.path(facts))
  }
  // Mail and the log of queries are written off the way of requests.
  await expect.poll(() => house.output()).toContain('mail')
  const failed = () => house.db.selectFrom('query_log').select('error').where('status', '=', 'failed').execute()
  await expect.poll(failed).toEqual([{ error: 'Conversion Error' }])

  const secrets = { ...planted, ...made }
  expect(Object.values(secrets).filter((secret) => secret.length < 12)).toEqual([])
  const places: Record<string, string> = {
    'an answer': heard
      .map(({ body, headers }) => JSON.stringify([body, Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'))]))
      .join('\n'),
    'the log': house.output(),
    'the store': await storedText(),
    'a file': await filesOf(house.dataDir),
  }
  const found = Object.entries(places).flatMap(([place, text]) =>
    Object.entries(secrets).flatMap(([name, secret]) => (spellings(secret).some((spelling) => text.includes(spelling)) ? [`${name} in ${place}`] : [])),
  )
  expect(found).toEqual([])
  // The search finds what is there.
  expect([places['the store']?.includes('new@people.example'), places['an answer']?.includes('ada'), heard.length > 150]).toEqual([true, true, true])
})

/** As it is, and as it is written in addresses and in bytes. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
]

/** All tables, as a backup has them. */
async function storedText(): Promise<string> {
  const tables = await house.db.introspection.getTables()
  const rows = await Promise.all(
    tables.map(({ name }) =>
      house.db
        .selectFrom(name as 'users')
        .selectAll()
        .execute(),
    ),
  )
  return rows.map((table) => table.map((row) => JSON.stringify(row, (_, value: unknown) => asText(value))).join('\n')).join('\n')
}

const asText = (value: unknown): unknown => {
  const isBytes = typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer'
  return isBytes ? Buffer.from((value as { data: number[] }).data).toString('latin1') : value
}

/** What lies in the data folder, but for the warehouse itself. */
async function filesOf(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && !entry.parentPath.includes('warehouses'))
  const texts = await Promise.all(names.map((entry) => readFile(path.join(entry.parentPath, entry.name), 'latin1')))
  return texts.join('\n')
}
