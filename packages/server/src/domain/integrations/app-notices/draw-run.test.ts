import { expect, it } from 'vitest'
import { AppError } from '../../../platform/errors.ts'
import type { AppRun } from '../../apps/runs/types.ts'
import { drawRun, type DrawRunCtx } from './draw-run.ts'

it('a run that went well is not said to have been cut short because its token ended before the picture was drawn', async () => {
  const ctx = {
    signal: new AbortController().signal,
    actorOfToken: () => Promise.reject(new AppError('unauthenticated', 'This token has expired')),
  } as unknown as DrawRunCtx
  const run = { owner: { id: 'somebody' }, tokenId: 'over' } as AppRun
  const drawn = await drawRun(ctx, run, { as: 'png', language: 'en' })
  expect(drawn).toMatchObject({ problem: { reason: 'picture_token_over', message: expect.not.stringContaining('was not run') } })
})
