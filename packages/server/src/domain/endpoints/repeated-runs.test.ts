import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { UserActor } from '../../access/actor.ts'
import { fixedClock } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { createRepeatedRuns, isRepeatable, type RepeatedRuns } from './repeated-runs.ts'
import type { EndpointAnswer } from './run-endpoint.ts'
import { createEndpointRunLog, type EndpointRun, type EndpointRunLog } from './run-log.ts'

const actor = { kind: 'user', userId: 'u', via: 'token', credentialId: 't' } as UserActor
const clock = fixedClock(1_000_000)

describe('calls that say what an earlier one said', () => {
  let state: { project: object | null; endpoints: object; actor: UserActor | null; readAt: number; isFull: boolean; taken: number; address: string }
  let log: EndpointRunLog
  let written: EndpointRun[]
  let runs: RepeatedRuns

  const answered = (bytes = 1000): EndpointAnswer =>
    ({
      name: 'orders',
      endpointId: 'e',
      version: { number: 3 },
      path: 'inline',
      page: null,
      outcome: {
        kind: 'answered',
        freshForSeconds: 60,
        result: { data: Buffer.alloc(bytes), answer: { bytes: Buffer.alloc(bytes) } },
        recalled: {
          take() {
            state.taken += 1
            return { rowCount: 5 }
          },
          isStill: (notBefore: number) => state.readAt >= notBefore,
        },
      },
    }) as unknown as EndpointAnswer

  beforeEach(() => {
    vi.useFakeTimers()
    state = { project: {}, endpoints: {}, actor, readAt: clock.now(), isFull: false, taken: 0, address: '' }
    written = []
    log = createEndpointRunLog({ write: async (lines) => void written.push(...lines), onError: (message) => expect.fail(message) })
    runs = createRepeatedRuns({
      clock,
      authenticator: {
        knownByToken(key, address) {
          state.address = address
          return key === 'token x' ? state.actor : null
        },
      },
      projects: { stampOf: () => state.project },
      endpointMemory: { stampOf: () => state.endpoints },
      callLimits: {
        take() {
          if (state.isFull) throw new AppError('limit_exceeded', 'full')
          return { left: [], end: () => undefined }
        },
      },
      endpointRuns: log,
    })
    runs.remember('call', { projectId: 'p', actor, tokenKey: 'token x', stamps: runs.stampsOf('p'), answered: answered(), told: 'head' })
    return async () => {
      await log.stop()
      vi.useRealTimers()
    }
  })

  it('are answered as that one was, and logged as one line of so many', async () => {
    const [first, second] = [runs.again('call', '::1'), runs.again('call', '::1')]
    expect(first).toMatchObject({ told: 'head', executionId: second?.executionId })
    expect([state.taken, state.address]).toEqual([2, '::1'])
    await vi.advanceTimersByTimeAsync(500)
    expect(written).toMatchObject([{ id: first?.executionId, endpointId: 'e', version: 3, actorId: 'u', cache: 'hit', rows: 5, times: 2 }])
    // What is written already is not raised.
    expect(runs.again('call', '::1')?.executionId).not.toBe(first?.executionId)
    expect(runs.again('another call', '::1')).toBeNull()
  })

  it.each<[string, () => void]>([
    ['who calls', () => (state.actor = { ...actor })],
    ['the token', () => (state.actor = null)],
    ['the project or its model', () => (state.project = {})],
    ['an endpoint, a space, a variable', () => (state.endpoints = {})],
    ['the age of the rows', () => (state.readAt = clock.now() - 60_001)],
    ['what is remembered of the project', () => (state.project = null)],
  ])('are looked at when it is another one: %s', (_what, change) => {
    expect(runs.again('call', '::1')).not.toBeNull()
    change()
    expect(runs.again('call', '::1')).toBeNull()
  })

  it('of a project that was not known when they began are looked at', () => {
    runs.remember('early', {
      projectId: 'p',
      actor,
      tokenKey: 'token x',
      stamps: { project: null, endpoints: state.endpoints },
      answered: answered(),
      told: '',
    })
    state.project = null
    expect(runs.again('early', '::1')).toBeNull()
  })

  it('keep little alive: no large answers, and the oldest go first', () => {
    const remember = (call: string, bytes: number): void =>
      runs.remember(call, { projectId: 'p', actor, tokenKey: 'token x', stamps: runs.stampsOf('p'), answered: answered(bytes), told: '' })
    remember('large', 50_000)
    expect(runs.again('large', '::1')).toBeNull()
    for (let call = 0; call < 300; call++) remember(`call ${call}`, 30_000)
    expect([runs.again('call', '::1'), runs.again('call 0', '::1')]).toEqual([null, null])
    expect(runs.again('call 299', '::1')).not.toBeNull()
  })

  it('count as calls of their key: refused ones take nothing', () => {
    state.isFull = true
    expect(() => runs.again('call', '::1')).toThrow('full')
    expect(state.taken).toBe(0)
    state.isFull = false
    expect(runs.again('call', '::1')).not.toBeNull()
  })

  it('are none but a program’s own whole answers that lie finished', () => {
    const whole = answered()
    expect(isRepeatable(actor, whole)).toBe(true)
    for (const who of [{ via: 'session' }, { runToken: {} }, { impersonatedBy: {} }, { mustEnrol: true }]) {
      expect(isRepeatable({ ...actor, ...who } as UserActor, whole)).toBe(false)
    }
    for (const what of [{ path: 'materialized' }, { page: { limit: 1, offset: 0, next: null } }, { outcome: { kind: 'nothing' } }]) {
      expect(isRepeatable(actor, { ...whole, ...what } as EndpointAnswer)).toBe(false)
    }
  })
})
