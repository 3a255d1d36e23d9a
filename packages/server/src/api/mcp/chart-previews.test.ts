import { expect, it } from 'vitest'
import type { UserActor } from '../../access/actor.ts'
import { createChartPreviews, previewMs } from './chart-previews.ts'

const actorOf = (userId: string, credentialId: string): UserActor => ({ userId, credentialId }) as UserActor
const wish = (name: string) => ({ projectId: 'p', name, document: {} })

function previews(at = { now: 0 }) {
  return createChartPreviews({ now: () => at.now, monotonic: () => at.now })
}

it('a preview is confirmed once, by the credential that asked for it', () => {
  const kept = previews()
  const { token } = kept.keep(actorOf('u', 't'), wish('a'))
  expect(() => kept.take(actorOf('u', 'another'), token)).toThrow('Call preview_chart again')
  expect(() => kept.take(actorOf('v', 't'), token)).toThrow('Call preview_chart again')
  expect(kept.take(actorOf('u', 't'), token)).toEqual(wish('a'))
  expect(() => kept.take(actorOf('u', 't'), token)).toThrow('Call preview_chart again')
})

it('it expires', () => {
  const at = { now: 0 }
  const kept = previews(at)
  const { token, expiresAt } = kept.keep(actorOf('u', 't'), wish('a'))
  expect(expiresAt.getTime()).toBe(previewMs)
  at.now = previewMs
  expect(() => kept.take(actorOf('u', 't'), token)).toThrow('has expired')
})

it('so many are kept of one credential, and the others’ stay', () => {
  const kept = previews()
  const other = kept.keep(actorOf('v', 'other'), wish('theirs')).token
  const tokens = Array.from({ length: 21 }, (_, place) => kept.keep(actorOf('u', 't'), wish(String(place))).token)
  expect(() => kept.take(actorOf('u', 't'), tokens[0] ?? '')).toThrow('unknown')
  expect(kept.take(actorOf('u', 't'), tokens[1] ?? '').name).toBe('1')
  expect(kept.take(actorOf('v', 'other'), other).name).toBe('theirs')
})

it('so many are kept of all', () => {
  const kept = previews()
  const first = kept.keep(actorOf('u0', 't0'), wish('first')).token
  for (let place = 1; place <= 2000; place++) kept.keep(actorOf(`u${place}`, `t${place}`), wish('x'))
  expect(() => kept.take(actorOf('u0', 't0'), first)).toThrow('unknown')
})
