import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import { createFollowers } from '../../domain/apps/sessions/followers.ts'
import type { RequestCtx } from '../house.ts'
import { sessionStream } from './session-stream.ts'

it('nobody is kept as a follower who left before the events began', async () => {
  const follower = createFollowers().follow({ sessionId: 'one', personId: 'ada', projectId: 'shop', draftOf: null })
  // Nothing else of a request is looked at once its client is gone.
  const ctx = { signal: AbortSignal.abort() } as RequestCtx
  const heard: string[] = []
  for await (const text of await sessionStream(ctx, {} as FastifyRequest, { sessionId: 'one', follower })) heard.push(text)
  expect({ heard, isOver: follower.isOver }).toEqual({ heard: [], isOver: true })
})
