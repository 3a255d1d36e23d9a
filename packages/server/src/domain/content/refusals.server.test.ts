import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { perform, readOperation, writeOperation, type Ctx, type Operation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { ContentCtx } from './content-ctx.ts'
import { createContentWorld, type ContentWorld } from './testing/content-world.ts'

let world: ContentWorld
beforeAll(async () => {
  world = await createContentWorld()
})
afterAll(() => world.end())
// The same refusal is written once in a minute.
beforeEach(() => world.clock.advance(60_000))

type Input = { projectId: string }
const refusing = (): Promise<never> => Promise.reject(new AppError('forbidden', 'Not this one.', { reason: 'writeback_off' }))
const reads = (
  name: string,
  changesElsewhere: boolean,
  run: (ctx: ContentCtx & Ctx, input: Input) => Promise<unknown>,
  action: 'space.list' | 'project.update',
) =>
  readOperation<ContentCtx, Input, ProjectTarget, unknown>({
    name: `refusals.${name}`,
    action,
    ...(changesElsewhere ? { changesElsewhere } : {}),
    target: projectTarget,
    run,
  })
const writes = writeOperation<ContentCtx, Input, ProjectTarget, unknown>({
  name: 'refusals.write',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  run: () => Promise.resolve(),
})
const nothing = (): Promise<void> => Promise.resolve()

/** What is written down of an operation that a viewer is refused. */
async function writtenOf(operation: Operation<ContentCtx, Input, unknown>): Promise<unknown[]> {
  const viewer = await world.person('viewer')
  await expect(perform(operation, await world.ctx(viewer), { projectId: world.projectId })).rejects.toMatchObject({ code: 'forbidden' })
  return world.test.db.selectFrom('change_log').select(['operation', 'outcome', 'reason', 'target_id']).where('actor_id', '=', viewer).execute()
}
const line = (operation: string, reason: string) => ({ operation: `refusals.${operation}`, outcome: 'refused', reason, target_id: world.projectId })

it('whoever may not change something elsewhere is in the log, as with any change', async () => {
  expect(await writtenOf(writes)).toEqual([line('write', 'role')])
  expect(await writtenOf(reads('elsewhere', true, nothing, 'project.update'))).toEqual([line('elsewhere', 'role')])
  expect(await writtenOf(reads('elsewhere_later', true, refusing, 'space.list'))).toEqual([line('elsewhere_later', 'writeback_off')])
})

it('whoever may not look is not', async () => {
  expect(await writtenOf(reads('look', false, nothing, 'project.update'))).toEqual([])
})

it('a refusal that comes out of another operation is written once', async () => {
  const performs = reads('performs', true, (ctx, input) => perform(writes, ctx, input), 'space.list')
  expect(await writtenOf(performs)).toEqual([line('write', 'role')])
})
