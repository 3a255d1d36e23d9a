import type { Tested } from '../platform/tested-steps.ts'

/** The steps of reaching a warehouse, in their order. */
export const testSteps = ['resolve', 'connect', 'tls', 'sign_in', 'list_tables', 'query'] as const

export type TestedConnection = Tested<(typeof testSteps)[number]>
