import { AppError } from '../errors.ts'

const maxDepth = 64

/**
 * Parses a JSON request body. Refuses (`invalid`) what is not JSON and what is nested deeper than any request of ours
 * needs: a body of brackets must not reach recursive code.
 */
export function parseJsonBody(raw: Buffer): unknown {
  if (raw.length === 0) return undefined
  checkDepth(raw)
  try {
    return JSON.parse(raw.toString('utf8')) as unknown
  } catch (error) {
    throw new AppError(
      'invalid',
      `The request body is not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
      { reason: 'json_syntax' },
      { cause: error },
    )
  }
}

function checkDepth(raw: Buffer): void {
  let depth = 0
  let inText = false
  for (let i = 0; i < raw.length; i++) {
    const byte = raw[i]
    if (inText) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > maxDepth) throw new AppError('invalid', `The request body is nested deeper than ${maxDepth} levels`, { reason: 'json_depth' })
    } else if (byte === 0x7d || byte === 0x5d) depth--
  }
}
