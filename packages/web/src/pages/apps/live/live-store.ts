import type { InputValue } from '@atrium/documents'
import type { InputValues } from '../../../api/app-sessions.ts'
import type { Live, LivePerson, LiveWord } from '../../../api/live.ts'
import { isSameValue } from '../app-inputs.ts'

export type LiveState = {
  /** `lost`: it connects again by itself; `over`: it has ended; `closed`: it is not there, or not for whoever looks. */
  status: 'connecting' | 'open' | 'lost' | 'over' | 'closed'
  /** This window, as others see it. */
  you: string | null
  people: readonly LivePerson[]
  live: Live | null
}

export type LiveStore = {
  subscribe(listener: () => void): () => void
  state(): LiveState
  /** Gives values to inputs, for everybody. */
  give(values: InputValues): void
  /** Says where this window is, and whom it follows. */
  place(place: { tab: string | null; follows: string | null }): void
  /** Connects; answers what ends that. */
  open(): () => void
}

type Options = {
  address: string
  /** Inputs changed: all values that were given, and buttons that were pressed by others. `own` are on their way from here, and come after. */
  onInputs(inputs: InputValues, told: { pressed: readonly string[]; own: ReadonlyMap<string, InputValue> }): void
  onProblem(message: string): void
}

const tryAgainMs = 1000
/** Closed by the server for good: over, and by credentials, rights or absence. */
const over = 1000
const forGood: ReadonlySet<number> = new Set([1008, 4401, 4403, 4404])

/** A live session as one window follows it. */
export function createLiveStore({ address, onInputs, onProblem }: Options): LiveStore {
  let state: LiveState = { status: 'connecting', you: null, people: [], live: null }
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let place: { tab: string | null; follows: string | null } | null = null
  // Given here and not heard back yet: what is said of these meanwhile is older, ours come after it.
  const onTheWay = new Map<string, InputValue>()
  const listeners = new Set<() => void>()

  const set = (change: Partial<LiveState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const say = (word: object): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(word))
  }
  const sayPlace = (): void => {
    if (place !== null) say({ type: 'place', element: null, ...place })
  }
  const hearInputs = (live: Live, pressed: readonly string[]): void => {
    set({ live })
    for (const [name, value] of Object.entries(live.inputs)) if (onTheWay.has(name) && isSameValue(onTheWay.get(name), value)) onTheWay.delete(name)
    const byOthers = pressed.filter((name) => !onTheWay.delete(name))
    onInputs(live.inputs, { pressed: byOthers, own: onTheWay })
  }

  const hear = (word: LiveWord): void => {
    switch (word.type) {
      case 'welcome':
        onTheWay.clear()
        set({ status: 'open', you: word.you, people: word.people })
        sayPlace()
        return hearInputs(word.live, [])
      case 'inputs':
        if (state.live !== null && word.inputVersion >= state.live.inputVersion) {
          hearInputs({ ...state.live, inputs: word.inputs, inputVersion: word.inputVersion }, word.pressed)
        }
        return
      case 'people':
        return set({ people: word.people })
      case 'locked':
        return set({ live: state.live === null ? null : { ...state.live, isLocked: word.isLocked } })
      case 'ended':
        return set({ status: 'over' })
      case 'problem':
        // What was refused counts no more: back to what everybody has.
        onTheWay.clear()
        if (state.live !== null) onInputs(state.live.inputs, { pressed: [], own: onTheWay })
        return onProblem(word.message)
    }
  }
  const connect = (): void => {
    const opened = new WebSocket(address)
    let wasOpen = false
    socket = opened
    opened.addEventListener('open', () => (wasOpen = true))
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as LiveWord))
    opened.addEventListener('close', ({ code }) => {
      if (socket !== opened) return
      if (code === over) return set({ status: 'over', people: [] })
      // One that was refused before it was one says no more than that.
      if (forGood.has(code) || (!wasOpen && state.you === null)) return set({ status: 'closed', people: [] })
      set({ status: 'lost' })
      timer = setTimeout(connect, tryAgainMs)
    })
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    give(values) {
      for (const [name, value] of Object.entries(values)) onTheWay.set(name, value)
      say({ type: 'inputs', values })
    },
    place(next) {
      if (place?.tab === next.tab && place.follows === next.follows) return
      place = next
      sayPlace()
    },
    open() {
      connect()
      return () => {
        if (timer !== null) clearTimeout(timer)
        const last = socket
        socket = null
        last?.close()
      }
    },
  }
}
