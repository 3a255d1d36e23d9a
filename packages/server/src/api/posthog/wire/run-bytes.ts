import type { EndpointAnswer } from '../../../domain/endpoints/run-endpoint.ts'

/**
 * A finished answer that is kept is everything but the id of the call, which stands last: here are its bytes for this call, from
 * what is kept or from `write`, which then is kept. Null: this answer is none that others get again.
 */
export function runBytes({ outcome, executionId }: EndpointAnswer, write: () => object): Buffer | null {
  if (outcome.kind !== 'answered' || outcome.result.answer === undefined) return null
  const { bytes, keep } = outcome.result.answer
  const tail = `"execution_id":${JSON.stringify(executionId)}}`
  if (bytes !== null) return Buffer.concat([bytes, Buffer.from(tail, 'latin1')])
  const whole = Buffer.from(JSON.stringify(write()))
  keep(whole.subarray(0, whole.length - tail.length))
  return whole
}
