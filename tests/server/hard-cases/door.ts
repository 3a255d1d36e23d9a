import type { ApiAnswer, ApiClient } from '../../harness/api-client.ts'
import type { MatrixCase } from '../matrix/app-cases.ts'
import { insertMember, insertSession } from '../insert-people.ts'
import { addScimClients } from '../scim-clients.ts'
import type { Person, WithPeople } from '../start-with-people.ts'

/** An operation as the product describes it. */
export type Described = { operationId: string; method: string; path: string; pathParams: string[]; queryParams: string[]; hasBody: boolean }

type Document = {
  paths: Record<string, Record<string, { operationId: string; 'x-operations'?: string[]; parameters?: { name: string; in: string }[]; requestBody?: object }>>
}

/** Every operation of every door, from the product's own description. */
export async function describedOperations(house: WithPeople): Promise<Described[]> {
  const { paths } = (await house.as.nobody.get('/api/openapi.json')).body as Document
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId, 'x-operations': ids = [operationId], parameters = [], requestBody }]) =>
      ids.map((id) => ({
        operationId: id,
        method: method.toUpperCase(),
        path,
        pathParams: parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name),
        queryParams: parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name),
        hasBody: requestBody !== undefined,
      })),
    ),
  )
}

/** Who calls a case of the matrix, by the credentials that it is for. */
export type Caller = (one: MatrixCase, person: Person) => ApiClient

/** The people of the house, and service accounts of their roles for the door of SCIM. */
export async function callersOf(house: WithPeople): Promise<Caller> {
  const scim = await addScimClients(house)
  return (one, person) => (one.as === 'scim' ? scim : one.as === 'session' ? house.signedIn : one.as === 'bearer' ? house.bearer : house.as)[person]
}

/** What a refusal must never say: where files lie, what the store said, a stack. */
const inside = /node_modules|\/(tmp|home|usr|var|work)\/|\bat \S+ \(|\.ts:\d+|violates \w+ constraint|relation "|invalid input syntax for type|SQLSTATE/

/** What is wrong with an answer to a bad request, or null: never our fault, errors in the door's own shape. */
export function faultOf({ status, headers, body }: ApiAnswer): string | null {
  const text = JSON.stringify(body)
  if (status >= 500) return `${status} ${text.slice(0, 300)}`
  const location = headers.get('location') ?? ''
  // A way in through a page leads back to a page of this site.
  if (status >= 300 && status < 400) return /^\/(?![/\\])/.test(location) ? null : `it leads elsewhere: ${status} ${location}`
  if (status < 400) return null
  if (inside.test(text)) return `it tells what is inside: ${inside.exec(text)?.[0]} in ${text.slice(0, 300)}`
  const { status: word, error } = (body ?? {}) as { status?: unknown; error?: { statusCode?: unknown; name?: unknown; message?: unknown } }
  const isShaped =
    word === 'error' && error?.statusCode === status && typeof error.name === 'string' && typeof error.message === 'string' && error.message !== ''
  return isShaped || isScimError(status, body) || isHexError(body) || isPosthogError(body) || isRpcError(body)
    ? null
    : `no error of this door: ${status} ${text.slice(0, 300)}`
}

/** JSON-RPC, as agents have it. */
function isRpcError(body: unknown): boolean {
  const { jsonrpc, error } = (body ?? {}) as { jsonrpc?: unknown; error?: { code?: unknown; message?: unknown } }
  return jsonrpc === '2.0' && typeof error?.code === 'number' && typeof error.message === 'string' && error.message !== ''
}

function isScimError(status: number, body: unknown): boolean {
  const { schemas, status: written, detail } = (body ?? {}) as { schemas?: unknown; status?: unknown; detail?: unknown }
  return (
    JSON.stringify(schemas) === '["urn:ietf:params:scim:api:messages:2.0:Error"]' && written === String(status) && typeof detail === 'string' && detail !== ''
  )
}

/** In the words of all generations of clients at once. */
function isHexError(body: unknown): boolean {
  const { reason, details, traceId, code, message, issues } = (body ?? {}) as Record<string, unknown>
  return [reason, details, traceId, code, message].every((text) => typeof text === 'string' && text !== '') && Array.isArray(issues)
}

/** Typed, with the field that is wrong; a few refusals have a plain text. */
function isPosthogError(body: unknown): boolean {
  const { type, code, detail, attr, error } = (body ?? {}) as Record<string, unknown>
  if (typeof error === 'string') return error !== ''
  return typeof type === 'string' && typeof code === 'string' && typeof detail === 'string' && detail !== '' && (attr === null || typeof attr === 'string')
}

/** Sessions of further administrators: limits count by person, and a test asks more than one person may. */
export async function administrators(house: WithPeople, count: number): Promise<ApiClient[]> {
  const { db, url } = house
  const { organization_id: organizationId } = await db
    .selectFrom('projects')
    .select('organization_id')
    .where('id', '=', house.projectUuid)
    .executeTakeFirstOrThrow()
  const clients: ApiClient[] = []
  for (let index = 0; index < count; index++) {
    const userId = await insertMember(db, { organizationId, role: 'admin', email: `administrator-${index}@people.example` })
    clients.push(await insertSession(db, url, userId, `session-of-administrator-${index}-0123456789abcdef`))
  }
  return clients
}

/** Lines of changes that were made by the requests of these answers. */
export async function changesOf(house: WithPeople, answers: readonly ApiAnswer[]): Promise<string[]> {
  const ids = answers.map(({ headers }) => headers.get('x-request-id') ?? '')
  const lines: { operation: string }[] = []
  for (let at = 0; at < ids.length; at += 5000) {
    const some = ids.slice(at, at + 5000)
    lines.push(...(await house.db.selectFrom('change_log').select('operation').where('outcome', '=', 'done').where('request_id', 'in', some).execute()))
  }
  return lines.map(({ operation }) => operation)
}

/** Does `work` with every one, a few at a time. */
export async function forEach<T>(all: readonly T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
