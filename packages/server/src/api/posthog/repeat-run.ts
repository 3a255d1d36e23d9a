import { hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isRunToken } from '../../domain/endpoints/run-tokens/run-token.ts'
import { isRepeatable, type RepeatedRun, type Stamps } from '../../domain/endpoints/repeated-runs.ts'
import type { EndpointAnswer } from '../../domain/endpoints/run-endpoint.ts'
import { Answer } from '../../platform/http/route.ts'
import { credentialsOf, tokenOf } from '../credentials.ts'
import type { House, RequestCtx } from '../house.ts'
import { runBytes } from './wire/run-bytes.ts'
import { answerHeaders, callHeaders, isKnown, type RunCall } from './wire/run-headers.ts'

/** What was said beside the bytes of an answer: headers that stay, and what the others are made from. */
type Told = { headers: Readonly<Record<string, string>>; call: RunCall; /** The same under the id of a line in the log. */ last?: Finished }
type Finished = { executionId: string; bytes: Buffer; headers: Readonly<Record<string, string>> }

/** Longer calls are none that programs send thousands of times a second. */
const longest = 4000

/** A request as it came, to the byte, with where it came from; as a hash, since credentials are in it. Null: too long. */
function callOf({ raw, ip }: FastifyRequest, body: Buffer): string | null {
  const { method, url, rawHeaders } = raw
  if (body.length > longest || (url?.length ?? 0) > longest) return null
  return hash('sha256', `${method} ${url} ${ip} ${rawHeaders.length}\n${rawHeaders.join('\n')}\n${body.toString('latin1')}`, 'base64')
}

/** The answer to a call of an endpoint that says what an earlier one said, where it is still that; null: it has to be looked at. */
export function repeatRun(house: House, request: FastifyRequest, body: Buffer): Answer | null {
  if (request.headers.authorization === undefined) return null
  const began = house.clock.monotonic()
  const call = callOf(request, body)
  const known = call === null ? null : house.repeatedRuns.again(call, request.ip)
  if (known === null) return null
  const { bytes, headers: steady } = finishedAs(known)
  const headers = { ...callHeaders(known.answered, known.budget, house.clock.monotonic() - began), ...steady }
  return isKnown(request.headers['if-none-match'], headers['etag']) ? new Answer({ status: 304, headers }) : new Answer({ bytes, headers })
}

/** Calls within one moment have one line in the log, and so the same bytes. */
function finishedAs({ answered, executionId, ...known }: RepeatedRun): Finished {
  const told = known.told as Told
  if (told.last?.executionId === executionId) return told.last
  const named = { ...answered, executionId }
  const bytes = runBytes(named, () => ({}))
  if (bytes === null) throw new Error('a repeated answer has no finished bytes')
  told.last = { executionId, bytes, headers: { ...answerHeaders(named, told.call), ...told.headers } }
  return told.last
}

/** Remembers how a call was answered, if the next one that says the same may be answered so. */
export function rememberRun(
  ctx: RequestCtx,
  request: FastifyRequest,
  run: { body: Buffer; projectId: string; stamps: Stamps; answered: EndpointAnswer; told: Told },
): void {
  const { actor } = ctx
  const token = tokenOf(request)
  if (actor.kind !== 'user' || token === undefined || isRunToken(token) || credentialsOf(request).session !== undefined) return
  if (!isRepeatable(actor, run.answered)) return
  const call = callOf(request, run.body)
  if (call === null) return
  const { projectId, stamps, answered, told } = run
  ctx.repeatedRuns.remember(call, { projectId, actor, tokenKey: ctx.identity.authenticator.keyOfToken(token), stamps, answered, told })
}
