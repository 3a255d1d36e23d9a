import {
  variablesByName,
  withoutEnd,
  type EndpointDocument,
  type EndpointFile,
  type EndpointFileQuery,
  type EndpointFileVariable,
  type EndpointQuery,
} from '@atrium/documents'
import type { Resource } from '../../resources/resource.ts'
import { settingsOf } from '../endpoints/as-seen.ts'

/**
 * An endpoint as a file says it: its newest version, with the switches of that. Tests hold rows of whoever wrote them:
 * without `mayTest` the file leaves them to the project.
 */
export function endpointContent({ slug, space }: Resource, spec: EndpointDocument, mayTest: boolean): EndpointFile {
  const { description, freshnessSeconds } = settingsOf(spec, spec.version)
  const { query, isActive, tags } = spec
  const head = { kind: 'endpoint' as const, slug, name: slug, description: description === '' ? null : description, spaceSlug: space.slug }
  const tests = mayTest && spec.tests !== undefined && spec.tests.length > 0 ? spec.tests : null
  const rest = { isActive, tags, freshnessSeconds, tests }
  if (query.kind === 'insight') return { ...head, document: { query: { kind: 'insight', insight: query.words }, variables: [], ...rest } }
  const variables = query.variables.map(({ name, type, value, isNull }): EndpointFileVariable => ({
    name,
    type,
    ...(isNull === true ? { default: null } : value === undefined ? {} : { default: value }),
  }))
  return { ...head, document: { query: askedOf(query), variables: variablesByName(variables), ...rest } }
}

function askedOf(query: Exclude<EndpointQuery, { kind: 'insight' }>): EndpointFileQuery {
  if (query.kind === 'metric') return { kind: 'metric', exploreName: query.exploreName, query: query.query }
  return { kind: 'sql', sql: withoutEnd(query.sql), ...(query.extras === undefined ? {} : { extras: query.extras }) }
}
