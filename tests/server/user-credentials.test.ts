import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn, withToken, type ApiClient } from '../harness/api-client.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

let atrium: Atrium
let client: ApiClient
let projectUuid: string

beforeAll(async () => {
  atrium = await startAtrium()
  client = await signIn(atrium.url, atrium.adminEmail, atrium.adminPassword)
  const [first] = await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects')
  projectUuid = first?.projectUuid ?? ''
})
afterAll(() => atrium.stop())

const all = '/api/v1/user/warehouseCredentials'
const secrets = ['pw-canary-4711', 'dapi-canary-4711', 'key-canary-4711']
type Answer = { uuid: string; name: string; credentials: { type: string; user?: string } }

it('are kept of every kind, without ever giving the secret back', async () => {
  const made = await Promise.all(
    [
      { type: 'postgres', user: 'ada', password: secrets[0] },
      { type: 'databricks', personalAccessToken: secrets[1] },
      { type: 'bigquery', keyfileContents: { private_key: secrets[2] } },
    ].map((credentials) => client.results<Answer>('POST', all, { name: credentials.type, credentials })),
  )
  expect(made.map(({ credentials }) => credentials)).toEqual([{ type: 'postgres', user: 'ada' }, { type: 'databricks' }, { type: 'bigquery' }])
  const [postgres] = made
  const changed = await client.results<Answer>('PATCH', `${all}/${postgres?.uuid}`, {
    name: 'New',
    credentials: { type: 'postgres', user: 'bob', password: '' },
  })
  expect(changed).toMatchObject({ name: 'New', credentials: { type: 'postgres', user: 'bob' } })
  expect(await client.results<Answer[]>('GET', all)).toHaveLength(3)

  const audit = await client.get('/api/v1/app/audit?limit=200')
  expect(JSON.stringify(audit.body)).toContain('warehouse_credentials.update')
  const said = JSON.stringify([made, changed, await client.get(all), audit.body, atrium.output()])
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([])
})

it('need their secret when they are new or become another kind', async () => {
  expect((await client.post(all, { name: 'Empty', credentials: { type: 'postgres', user: 'ada', password: '' } })).status).toBe(422)
  const known = (await client.results<Answer[]>('GET', all)).find(({ credentials }) => credentials.type === 'postgres')
  const other = { name: 'Other', credentials: { type: 'databricks', personalAccessToken: '' } }
  const answer = await client.patch(`${all}/${known?.uuid}`, other)
  expect(answer.status).toBe(422)
  expect((await client.post(all, { name: 'x', credentials: { type: 'oracle', user: 'a', password: 'b' } })).status).toBe(422)
})

it('are for sessions only, and nobody else has them', async () => {
  const program = withToken(atrium.url, atrium.token)
  expect((await program.get(all)).status).toBe(401)
  expect((await program.post(all, { name: 'x', credentials: { type: 'postgres', user: 'a', password: 'b' } })).status).toBe(401)
  expect(
    (await client.patch(`${all}/00000000-0000-4000-8000-000000000000`, { name: 'x', credentials: { type: 'postgres', user: 'a', password: 'b' } })).status,
  ).toBe(404)
  expect((await client.delete(`${all}/nonsense`)).status).toBe(404)
})

it('can be chosen for a project, and are not chosen any more when they are deleted', async () => {
  const preference = `/api/v1/projects/${projectUuid}/user-credentials`
  expect((await client.get(preference)).body).toEqual({ status: 'ok' })
  const { uuid } = await client.results<Answer>('POST', all, { name: 'Chosen', credentials: { type: 'trino', user: 'ada', password: 'x' } })
  expect((await client.patch(`${preference}/${uuid}`)).status).toBe(200)
  expect(await client.results<Answer>('GET', preference)).toMatchObject({ uuid, name: 'Chosen' })
  expect((await client.patch(`${preference}/00000000-0000-4000-8000-000000000000`)).status).toBe(404)
  expect(await client.results('GET', preference)).toMatchObject({ isChosen: true })
  expect((await client.delete(preference)).status).toBe(200)
  expect((await client.get(preference)).body).toEqual({ status: 'ok' })
  expect((await client.delete(preference)).status).toBe(200)
  expect((await client.patch(`${preference}/${uuid}`)).status).toBe(200)
  expect((await client.delete(`${all}/${uuid}`)).status).toBe(200)
  expect((await client.get(preference)).body).toEqual({ status: 'ok' })
})
