import { Ajv } from 'ajv'
import addFormatsModule from 'ajv-formats'
import type { ApiClient } from '../harness/api-client.ts'
import type { Contract, ContractOperation } from './contract.ts'

// The package's type is a namespace under this module setting; its value is the function itself.
const addFormats = addFormatsModule as unknown as (ajv: Ajv) => void

/** How one operation of a contract is called. `F` is what cases learn from each other. */
export type Case<F> = {
  operationId: string
  as?: keyof Clients
  path(facts: F): string | Promise<string>
  body?(facts: F): unknown
  /** What the body is; JSON when absent. */
  type?: string
  /** Status of the refusal that this asks for; absent: a good answer is expected. */
  refused?: number
  /** Reads what later cases need from the good answer. */
  learn?(results: never, facts: F): unknown
}

export type Verdict =
  | { operation: ContractOperation; outcome: 'conforms' }
  | { operation: ContractOperation; outcome: 'differs'; violation: string }
  | { operation: ContractOperation; outcome: 'missing' }

/** Who calls. `newcomer` joins in the middle, `stranger` belongs nowhere: both register before they are asked for. */
export type Clients = Record<'token' | 'session' | 'nobody' | 'newcomer' | 'stranger', () => ApiClient | Promise<ApiClient>>

/**
 * Calls every operation of a contract that exists here and checks status and body. An operation is there when our own
 * OpenAPI document names its method and path; one that is there without a case does not conform, so that the count
 * cannot be raised by leaving cases out.
 */
export async function checkDoor<F>(input: {
  contract: Contract
  cases: readonly Case<F>[]
  clients: Clients
  facts: F
  existing: ReadonlySet<string>
}): Promise<Verdict[]> {
  const { contract, cases, clients, facts, existing } = input
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true })
  addFormats(ajv)
  const byId = new Map(contract.operations.map((operation) => [operation.operationId, operation]))
  const verdicts = new Map<string, Verdict>()

  for (const test of cases) {
    const operation = byId.get(test.operationId)
    if (operation === undefined) throw new Error(`The case ${test.operationId} names no operation of the ${contract.door} contract`)
    if (!existing.has(signature(operation.method, operation.path))) continue
    const violation = await violationOf(test, operation).catch((error: unknown) => String(error))
    const earlier = verdicts.get(test.operationId)
    if (earlier?.outcome === 'differs') continue
    verdicts.set(test.operationId, violation === null ? { operation, outcome: 'conforms' } : { operation, outcome: 'differs', violation })
  }

  return contract.operations.map((operation): Verdict => {
    const verdict = verdicts.get(operation.operationId)
    if (verdict !== undefined) return verdict
    return existing.has(signature(operation.method, operation.path))
      ? { operation, outcome: 'differs', violation: 'it exists, but no case calls it' }
      : { operation, outcome: 'missing' }
  })

  async function violationOf(test: Case<F>, operation: ContractOperation): Promise<string | null> {
    const client = await clients[test.as ?? 'token']()
    const answer = await client.call(
      operation.method,
      await test.path(facts),
      await test.body?.(facts),
      test.type === undefined ? {} : { 'content-type': test.type },
    )
    const shown = JSON.stringify(answer.body)?.slice(0, 300)
    if (test.refused !== undefined) {
      const schema = operation.refusals[String(test.refused)]
      if (answer.status !== test.refused || schema === undefined) return `status ${answer.status} instead of ${test.refused}: ${shown}`
      return differenceOf(schema, answer.body)
    }
    if (!operation.statuses.includes(answer.status)) return `status ${answer.status} instead of ${operation.statuses.join(' or ')}: ${shown}`
    if (operation.schema !== null && answer.status < 300 && answer.status !== 204) {
      const difference = differenceOf(operation.schema, answer.body)
      if (difference !== null) return difference
    }
    const told = isEnveloped(answer.body) ? answer.body.results : answer.body
    await test.learn?.(told as never, facts)
    return null
  }

  function differenceOf(schema: object, body: unknown): string | null {
    const validate = ajv.compile({ ...schema, definitions: contract.schemas })
    if (validate(body)) return null
    const deepest = (validate.errors ?? []).toSorted((a, b) => b.instancePath.length - a.instancePath.length)[0]
    return `body${deepest?.instancePath ?? ''} ${deepest?.message ?? 'does not fit'}`
  }
}

const isEnveloped = (body: unknown): body is { results: unknown } => typeof body === 'object' && body !== null && 'status' in body && 'results' in body

/** Method and path with parameter names blanked: names differ between documents. */
export const signature = (method: string, at: string): string => `${method.toUpperCase()} ${at.replaceAll(/\{[^}]+\}/g, '{}')}`

/** One line for the door, then the names that do not conform, with the first violation of each. */
export function report(door: string, verdicts: readonly Verdict[]): string[] {
  const good = verdicts.filter((verdict) => verdict.outcome === 'conforms').length
  return [
    `${door}: ${good} of ${verdicts.length} operations conform`,
    ...verdicts.flatMap((verdict) => (verdict.outcome === 'differs' ? [`  differs: ${verdict.operation.operationId}: ${verdict.violation}`] : [])),
    ...verdicts.flatMap((verdict) =>
      verdict.outcome === 'missing' ? [`  missing: ${verdict.operation.operationId} (${verdict.operation.method} ${verdict.operation.path})`] : [],
    ),
  ]
}
