import { AppError } from '../../../../platform/errors.ts'

/** A query that means more, or something else, than can be answered here. */
export const refused = (message: string): AppError => new AppError('invalid', message, { reason: 'endpoint_query', fields: [{ path: 'query', message }] })
