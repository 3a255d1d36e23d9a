import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openApiOf } from './openapi.ts'
import { route, type AnyRoute } from './route.ts'

type Tree = { children: Tree[] }
const named = (id: string): z.ZodType<Tree> => {
  const tree: z.ZodType<Tree> = z.lazy(() => z.object({ children: z.array(tree) })).meta({ id })
  return tree
}
const posts = (path: string, body: z.ZodType): AnyRoute<object> =>
  route({
    operationId: path.slice(1),
    method: 'post',
    path,
    summary: '',
    tags: [],
    auth: 'user',
    body,
    responses: { 204: { description: '' } },
    handle: async () => undefined,
  })
const info = { title: 'Test', version: '1', description: '' }

describe('the description of the API', () => {
  it('refers to schemas that refer to themselves where readers look for them', () => {
    const tree = named('Tree')
    const document = openApiOf([posts('/one', z.object({ tree })), posts('/other', z.object({ among: z.array(tree) }))], info)
    expect(document).toMatchObject({
      paths: {
        '/one': { post: { requestBody: { content: { 'application/json': { schema: { properties: { tree: { $ref: '#/components/schemas/Tree' } } } } } } } },
      },
      components: { schemas: { Tree: { properties: { children: { items: { $ref: '#/components/schemas/Tree' } } } } } },
    })
    expect(JSON.stringify(document)).not.toContain('$defs')
  })

  it('does not take one such schema for another of its name', () => {
    const other: z.ZodType = z.lazy(() => z.object({ next: other.optional() }))
    const another: z.ZodType = z.lazy(() => z.object({ before: another.optional() }))
    expect(() => openApiOf([posts('/one', z.object({ other })), posts('/other', z.object({ another }))], info)).toThrow('__schema0')
  })

  it('tells of both formats that have an operation at one address', () => {
    const other = { ...posts('/one', z.object({ b: z.string() })), operationId: 'again', summary: 'Again', tags: ['Other'] }
    const { paths } = openApiOf([posts('/one', z.object({ a: z.string() })), other], info) as { paths: Record<string, Record<string, unknown>> }
    expect(paths['/one']?.['post']).toMatchObject({
      operationId: 'one',
      tags: ['Other'],
      requestBody: { content: { 'application/json': { schema: { anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }] } } } },
      'x-operations': ['one', 'again'],
    })
  })
})
