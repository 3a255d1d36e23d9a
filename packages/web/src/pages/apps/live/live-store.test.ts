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
  async hangUp(code: number): Promise<void> {
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
    await Promise.resolve()
    await Promise.resolve()
  }
  hear(word: LiveWord): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(word) }))
  }
}

beforeEach(() => {
  Socket.all = []
  vi.stubGlobal('WebSocket', Socket)
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function followed(found: 'there' | 'gone' | 'unheard' = 'there') {
  const heard: { inputs: object; own: string[] }[] = []
  const store = createLiveStore({
    address: 'ws://here',
    look: () => Promise.resolve(found),
    onInputs: (inputs, { own }) => heard.push({ inputs, own: [...own] }),
    onProblem: () => undefined,
  })
  store.open()
  const socket = (): Socket => Socket.all.at(-1)!
  return { store, heard, socket }
}

const inputs = (inputVersion: number, word: string): LiveWord => ({ type: 'inputs', inputVersion, inputs: { word }, by: null, pressed: [] })

it('what is given here comes after what is heard meanwhile, and counts no more once a version has it', () => {
  const { store, heard, socket } = followed()
  socket().welcome()
  store.give({ word: 'mine' })
  expect(socket().said.at(-1)).toEqual({ type: 'inputs', values: { word: 'mine' }, number: 1 })
  socket().hear(inputs(2, 'older'))
  socket().hear({ type: 'taken', number: 1, inputVersion: 3 })
  socket().hear(inputs(3, 'mine'))
  socket().hear(inputs(4, 'newer'))
  expect(heard.map(({ own }) => own)).toEqual([[], ['word'], [], []])
})

it.each(['before', 'after'])('of two who change one input at once the later one counts, also when only theirs is heard, %s ours is taken', (when) => {
  const { store, heard, socket } = followed()
  socket().welcome()
  store.give({ word: 'mine' })
  const words: LiveWord[] = [inputs(3, 'theirs'), { type: 'taken', number: 1, inputVersion: 2 }]
  for (const word of when === 'before' ? words : words.toReversed()) socket().hear(word)
  expect(heard.at(-1)).toEqual({ inputs: { word: 'theirs' }, own: [] })
})

it('what is refused goes back to what everybody has, and takes nothing with it that was given after it', () => {
  const { store, heard, socket } = followed()
  socket().welcome({ word: 'theirs' })
  store.give({ word: 'wrong' })
  store.give({ year: 2026 })
  socket().hear({ type: 'problem', name: 'invalid', message: 'No such word.', number: 1 })
  expect(heard.at(-1)).toEqual({ inputs: { word: 'theirs' }, own: ['year'] })
  socket().hear({ type: 'problem', name: 'message', message: 'What was that?' })
  expect(heard.at(-1)).toEqual({ inputs: { word: 'theirs' }, own: [] })
})

it('what was given again meanwhile waits for its own answer', () => {
  const { store, heard, socket } = followed()
  socket().welcome()
  store.give({ word: 'a' })
  store.give({ word: 'ab' })
  socket().hear({ type: 'taken', number: 1, inputVersion: 2 })
  socket().hear(inputs(2, 'a'))
  expect(heard.at(-1)).toEqual({ inputs: { word: 'a' }, own: ['word'] })
})

it.each([
  [1000, 'over'],
  [1006, 'lost'],
  [1008, 'tooMuch'],
  [1013, 'full'],
  [4403, 'closed'],
])('one that is closed with %i is %s', async (code, status) => {
  const { store, socket } = followed()
  socket().welcome()
  await socket().hangUp(code)
  expect(store.state().status).toBe(status)
})

it.each([
  ['there', 'full'],
  ['gone', 'closed'],
  ['unheard', 'lost'],
] as const)('one that is refused before it is a socket, and is %s, is %s', async (found, status) => {
  const { store, socket } = followed(found)
  await socket().hangUp(1006)
  expect(store.state().status).toBe(status)
  vi.advanceTimersByTime(60_000)
  expect(Socket.all.length).toBe(found === 'gone' ? 1 : 2)
})

it('waits longer each time before it tries again, until it is welcome', async () => {
  const { socket } = followed()
  const pause = async (): Promise<number> => {
    await socket().hangUp(1006)
    const before = Socket.all.length
    for (let seconds = 1; ; seconds++) {
      vi.advanceTimersByTime(1000)
      if (Socket.all.length > before) return seconds
    }
  }
  const pauses = []
  for (let n = 0; n < 7; n++) pauses.push(await pause())
  expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30])
  socket().welcome()
  expect(await pause()).toBe(1)
})
