import { describe, expect, it } from 'vitest'
import { addressOf, missingOf, operationsOf, sampleOf, searched } from './operations.ts'

const operation = (operationId: string, tag: string) => ({ operationId, tags: [tag], summary: `Does ${operationId}`, responses: {} })
const document = {
  paths: {
    '/api/v1/org': { get: operation('GetOrganization', 'Organization'), patch: operation('UpdateOrganization', 'Organization') },
    '/api/v1/app/home': { get: operation('GetHome', 'Home') },
    '/api/projects/{project_id}/query/': { post: operation('query_create', 'Queries') },
    '/api/environments/{project_id}/query/': { post: operation('environments_query_create', 'Queries') },
    '/scim/v2/Users': { get: operation('scimUsers', 'SCIM') },
    '/api/v1/collections': { get: operation('ListCollections', 'Hex') },
  },
}

describe('operations of the server', () => {
  it('are told apart by their doors, each once', () => {
    expect(operationsOf(document).map(({ operationId, door, method }) => [operationId, door, method])).toEqual([
      ['ListCollections', 'hex', 'GET'],
      ['GetHome', 'app', 'GET'],
      ['GetOrganization', 'lightdash', 'GET'],
      ['UpdateOrganization', 'lightdash', 'PATCH'],
      ['query_create', 'endpoints', 'POST'],
      ['scimUsers', 'scim', 'GET'],
    ])
  })

  it('are found by all words that are said', () => {
    const found = (search: string, door: 'scim' | null = null): string[] => searched(operationsOf(document), search, door).map(({ operationId }) => operationId)
    expect(found('organization patch')).toEqual(['UpdateOrganization'])
    expect(found('', 'scim')).toEqual(['scimUsers'])
    expect(found('nothing')).toEqual([])
  })

  it('begin with what their bodies need', () => {
    expect(
      sampleOf({
        type: 'object',
        required: ['name', 'kind', 'size', 'inner'],
        properties: {
          name: { type: 'string' },
          kind: { enum: ['a', 'b'] },
          size: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
          inner: { type: 'object', required: ['list'], properties: { list: { type: 'array' } } },
          left: { type: 'string' },
        },
      }),
    ).toEqual({ name: '', kind: 'a', size: 0, inner: { list: [] } })
  })

  it('are called at their address, once all is said', () => {
    const asked = {
      path: '/api/projects/{project_id}/endpoints/{name}/',
      parameters: [
        { name: 'project_id', in: 'path' as const, required: true },
        { name: 'name', in: 'path' as const, required: true },
        { name: 'version', in: 'query' as const },
        { name: 'limit', in: 'query' as const },
      ],
    }
    expect(missingOf(asked, { name: 'x' })).toEqual(['project_id'])
    expect(addressOf(asked, { project_id: '1', name: 'a/b', version: '2', limit: '' })).toBe('/api/projects/1/endpoints/a%2Fb/?version=2')
  })
})
