import { createHash } from 'node:crypto'
import { GraphQLError, Kind, OperationTypeNode, parse, validate, visit, type DocumentNode, type GraphQLSchema } from 'graphql'
import { AppError } from '../../../platform/errors.ts'
import { RefusedDocument } from '../errors.ts'
import { boundedMemory } from './bounded-memory.ts'
import { limits, requireModest } from './limits.ts'
import type { GraphqlRequest } from './read-request.ts'

/** Turns what was sent into documents that can be run. Throws `RefusedDocument` and `invalid`; null: the hash is not known here. */
export type Documents = { open(request: Pick<GraphqlRequest, 'query' | 'hash'>): DocumentNode | null }

/** Validated documents stay for the next one who sends the same; texts that clients asked to keep are known by their hash. */
export function createDocuments(schema: GraphQLSchema): Documents {
  const ready = boundedMemory<DocumentNode>({ maxEntries: 500, maxSize: 16_000_000 })
  const texts = boundedMemory<string>({ maxEntries: 1000, maxSize: 8_000_000 })

  const opened = (text: string): DocumentNode => {
    const key = hashOf(text)
    const known = ready.get(key)
    if (known !== undefined) return known
    const document = parsed(text)
    requireQueries(document)
    requireModest(document)
    const problems = validate(schema, document, undefined, { maxErrors: 20, hideSuggestions: true })
    if (problems.length > 0) throw new RefusedDocument('graphql_invalid', problems)
    ready.set(key, document, bytesOf(text, document))
    return document
  }

  return {
    open({ query, hash }) {
      if (query === null || query.trim() === '') {
        if (hash === null) throw new AppError('invalid', 'There is no query: send it as "query"', { fields: [{ path: 'query', message: 'is needed' }] })
        const text = texts.get(hash)
        return text === undefined ? null : opened(text)
      }
      if (hash !== null && hashOf(query) !== hash) {
        throw new AppError('invalid', 'The hash in "extensions.persistedQuery" is not that of the query', { reason: 'persisted_query_mismatch' })
      }
      const document = opened(query)
      if (hash !== null) texts.set(hash, query, query.length * bytesOfLetter)
      return document
    },
  }
}

/** Of a letter at most, and of a node with its place and the tokens that it was read from. */
const bytesOfLetter = 2
const bytesOfNode = 360

/** About what a document holds in memory, with its text: a field of three letters takes a hundred times as much as they do. */
export function bytesOf(text: string, document: DocumentNode): number {
  let nodes = 0
  visit(document, { enter: () => void nodes++ })
  return nodes * bytesOfNode + text.length * bytesOfLetter
}

/** There is nothing to be changed here, nor to be listened to. */
function requireQueries({ definitions }: DocumentNode): void {
  const other = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation !== OperationTypeNode.QUERY)
  if (other !== undefined)
    throw new RefusedDocument('graphql_invalid', [new GraphQLError('Only queries are taken: this API reads, it changes nothing.', { nodes: other })])
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

function parsed(text: string): DocumentNode {
  if (text.length > limits.characters) {
    throw new AppError('invalid', `This query is too long: at most ${limits.characters} characters are taken`, { reason: 'graphql_limit' })
  }
  try {
    return parse(text, { maxTokens: limits.tokens })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    if (error.message.includes(`${limits.tokens} tokens`)) {
      throw new AppError('invalid', `This query is too long: at most ${limits.tokens} words and signs are taken`, { reason: 'graphql_limit' })
    }
    throw new RefusedDocument('graphql_syntax', [error])
  }
}
