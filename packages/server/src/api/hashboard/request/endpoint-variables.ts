import { variableValueSchema, type GivenValue } from '@atrium/documents'
import { z } from 'zod'
import { AppError } from '../../../platform/errors.ts'

const values = z.record(z.string(), variableValueSchema)

/** Values of an endpoint's variables by name; of nothing, none. Throws `invalid` for what cannot be a value. */
export function endpointVariables(given: unknown): Readonly<Record<string, GivenValue>> {
  const read = values.safeParse(given ?? {})
  if (read.success) return read.data
  const fields = read.error.issues.map(({ path, message }) => ({ path: ['variables', ...path].join('.'), message }))
  throw new AppError('invalid', fields.map(({ path, message }) => `${path}: ${message}`).join('; '), { fields })
}
