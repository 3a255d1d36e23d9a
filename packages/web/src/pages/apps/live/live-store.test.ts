import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LiveWord } from '../../../api/live.ts'
import { createLiveStore } from './live-store.ts'

/** A socket whose other end is the test. */
class Socket extends EventTarget {
  static OPEN = 1
  static all: Socket[] = []
  readyState = 0
  said: unknown[] = []
  constructor() {
    super()
    Socket.all.push(this)
  }
  send(text: string): void {
    this.said.push(JSON.parse(text))
  }
  close(): void {}
  welcome(inputs: object = {}): void {
    this.readyState = Socket.OPEN
    this.dispatchEvent(new Event('open'))
    const live = { uuid: 'l', appUuid: 'a', host: null, isLocked: false, inputs: { ...inputs }, inputVersion: 1 }
    this.hear({ type: 'welcome', you: 'me', live, people: [] })
  }
  hear(word: LiveWord): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(word) }))
  }
}

beforeEach(() => {
  Socket.all = []
  vi.stubGlobal('WebSocket', Socket)
})
afterEach(() => vi.unstubAllGlobals())

function followed() {
  const heard: { inputs: object; own: string[] }[] = []
  const store = createLiveStore({
    address: 'ws://here',
    onInputs: (inputs, { own }) => heard.push({ inputs, own: [...own.keys()] }),
    onProblem: () => undefined,
  })
  store.open()
  const socket = (): Socket => Socket.all.at(-1)!
  return { store, heard, socket }
}

it('a range that comes back in another order is the one that was given: what others give after it is heard', () => {
  const { store, heard, socket } = followed()
  socket().welcome()
  store.give({ days: { from: '2026-01-01', to: null } })
  socket().hear({ type: 'inputs', inputVersion: 2, inputs: { days: { to: null, from: '2026-01-01' } }, by: 'me', pressed: [] })
  socket().hear({ type: 'inputs', inputVersion: 3, inputs: { days: { to: null, from: '2025-01-01' } }, by: 'you', pressed: [] })
  expect(heard.map(({ own }) => own)).toEqual([[], [], []])
})
