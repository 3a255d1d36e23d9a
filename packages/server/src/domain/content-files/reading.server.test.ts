import { emptyNotebook } from '@atrium/documents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { perform } from '../../access/operation.ts'
import { importNotebook } from '../apps/notebook-files.ts'
import { createSpace } from '../content/create-space.ts'
import type { FileContent } from '../content/files/answer.ts'
import type { FileReader } from '../content/files/file-reader.ts'
import { createContentWorld, type ContentWorld } from '../content/testing/content-world.ts'
import { pushContent, type ReadingCtx } from './push-content.ts'

let world: ContentWorld
let spaceId: string
beforeAll(async () => {
  world = await createContentWorld()
  spaceId = (await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Open', isPrivate: false })).id
})
afterAll(() => world.end())

describe('who makes content of files', () => {
  const said: FileContent = {
    content: { kind: 'space', slug: 'brought', name: 'Brought', description: null, parentSlug: null, inheritsAccess: false },
    problems: [],
    notes: [],
  }
  const watching = (order: string[]): FileReader => {
    const read = <Answer>(answer: Answer) => {
      order.push('read')
      return Promise.resolve(answer)
    }
    return {
      readNotebook: () => read({ name: 'Brought', description: null, document: emptyNotebook(), notes: [] }),
      readContent: () => read([said]),
      placeProblems: () => read([]),
      close: async () => undefined,
    }
  }
  const ways = {
    'a notebook': (ctx: ReadingCtx) => perform(importNotebook, ctx, { projectId: world.projectId, spaceId, format: 'ipynb', text: '' }),
    'a push': (ctx: ReadingCtx) => pushContent(ctx, { projectId: world.projectId, files: [{ path: 'a.yml', text: '' }], deletes: false, dryRun: false }),
  }

  it.each(Object.entries(ways))('holds no transaction while it is read: %s', async (_what, way) => {
    const order: string[] = []
    const ctx = await world.ctx(world.userId)
    const watched = new Proxy(ctx.db, {
      get(target, name) {
        if (name === 'transaction') order.push('transaction')
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
    await way({ ...ctx, db: watched, fileReader: watching(order) } as ReadingCtx)
    expect(order).toEqual(['read', 'transaction'])
  })

  it.each(Object.entries(ways))('has nothing read without the right to: %s', async (_what, way) => {
    const order: string[] = []
    const stranger = await world.person('member')
    await expect(way({ ...(await world.ctx(stranger)), fileReader: watching(order) } as ReadingCtx)).rejects.toMatchObject({ code: 'forbidden' })
    expect(order).not.toContain('read')
  })
})
