import { mostWelcome } from '../../../platform/http/most-welcome.ts'

const types = ['application/graphql-response+json', 'application/json'] as const

/** In which of the two media types of GraphQL over HTTP an answer goes, by the `Accept` of the request. */
export const answerType = (accept: string | undefined): string => `${mostWelcome(accept, types) ?? 'application/json'}; charset=utf-8`
