import { tellRefusal } from '../../../api/message-of.ts'
import type { InputValues } from '../../../api/app-sessions.ts'
import type { Live, LivePerson, LiveSpot, LiveWord } from '../../../api/live.ts'

export type LiveState = {
  /** `lost`, `full` (no place is free) and `tooMuch` (came from here): it connects again by itself; `over`: it has ended; `closed`: it is not there, or not for whoever looks. */
  status: 'connecting' | 'open' | 'lost' | 'full' | 'tooMuch' | 'over' | 'closed'
  /** This window, as others see it. */
  you: string | null
  people: readonly LivePerson[]
  live: Live | null
}

type Place = LiveSpot & { tab: string | null; follows: string | null }

export type LiveStore = {
  subscribe(listener: () => void): () => void
  state(): LiveState
  /** Gives values to inputs, for everybody. */
  give(values: InputValues): void
  /** Says where this window is, and whom it follows. */
  place(place: Place): void
  /** Connects; answers what ends that. */
  open(): () => void
}

type Options = {
  address: string
  /** Asks without a socket, for one that is refused before it is one does not say why: `gone` is not there, or not for whoever looks. */
  look(): Promise<'there' | 'gone' | 'unheard'>
  /** Inputs changed: all values that were given, and buttons that were pressed by others. `own` are on their way from here, and come after. */
  onInputs(inputs: InputValues, told: { pressed: readonly string[]; own: ReadonlySet<string> }): void
  onProblem(message: string): void
}

/** Before it connects again: twice as long each time that nothing comes of it. */
const firstPauseMs = 1000
const longestPauseMs = 30_000
/** Closed by the server for good: over, and by credentials, rights or absence. */
const over = 1000
const forGood: ReadonlySet<number> = new Set([4401, 4403, 4404])
/** For now: other numbers say nothing. */
const forNow: ReadonlyMap<number, 'full' | 'tooMuch'> = new Map([
  [1008, 'tooMuch'],
  [1013, 'full'],
])

/** A live session as one window follows it. */
export function createLiveStore({ address, look, onInputs, onProblem }: Options): LiveStore {
  let state: LiveState = { status: 'connecting', you: null, people: [], live: null }
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let pauseMs = firstPauseMs
  let place: Place | null = null
  // Given here and not taken yet, or in a version that is not heard of yet: what is said of these meanwhile is older, ours come after it.
  // Values do not tell: of two changes that follow each other at once only the later one is heard.
  const onTheWay = new Map<string, { number: number; takenAs: number }>()
  let given = 0
  const listeners = new Set<() => void>()

  const set = (change: Partial<LiveState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const say = (word: object): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(word))
  }
  const sayPlace = (): void => {
    if (place !== null) say({ type: 'place', ...place })
  }
  const hearInputs = (live: Live, pressed: readonly string[]): void => {
    set({ live })
    const byOthers = pressed.filter((name) => !onTheWay.delete(name))
    for (const [name, { takenAs }] of onTheWay) if (takenAs <= live.inputVersion) onTheWay.delete(name)
    onInputs(live.inputs, { pressed: byOthers, own: new Set(onTheWay.keys()) })
  }
  const hearTaken = (number: number, version: number): void => {
    for (const [name, one] of onTheWay) if (one.number === number) onTheWay.set(name, { number, takenAs: version })
    if (state.live !== null && state.live.inputVersion >= version) hearInputs(state.live, [])
  }

  const hear = (word: LiveWord): void => {
    switch (word.type) {
      case 'welcome':
        pauseMs = firstPauseMs
        onTheWay.clear()
        set({ status: 'open', you: word.you, people: word.people })
        sayPlace()
        return hearInputs(word.live, [])
      case 'inputs':
        if (state.live !== null && word.inputVersion >= state.live.inputVersion) {
          hearInputs({ ...state.live, inputs: word.inputs, inputVersion: word.inputVersion }, word.pressed)
        }
        return
      case 'taken':
        return hearTaken(word.number, word.inputVersion)
      case 'people':
        return set({ people: word.people })
      case 'locked':
        return set({ live: state.live === null ? null : { ...state.live, isLocked: word.isLocked } })
      case 'host':
        return set({ live: state.live === null ? null : { ...state.live, host: word.host } })
      case 'ended':
        return set({ status: 'over' })
      case 'problem':
        // What was refused counts no more: back to what everybody has, but for what was given after it.
        for (const [name, { number }] of onTheWay) if (number === (word.number ?? number)) onTheWay.delete(name)
        if (state.live !== null) onInputs(state.live.inputs, { pressed: [], own: new Set(onTheWay.keys()) })
        return onProblem(tellRefusal({ ...word, reason: word.name }))
    }
  }
  const tryLater = (status: 'lost' | 'full' | 'tooMuch'): void => {
    set({ status })
    timer = setTimeout(connect, pauseMs)
    pauseMs = Math.min(2 * pauseMs, longestPauseMs)
  }
  const connect = (): void => {
    const opened = new WebSocket(address)
    let wasOpen = false
    socket = opened
    const lose = async (code: number): Promise<void> => {
      const found = wasOpen ? 'unheard' : await look()
      if (socket !== opened) return
      if (code === over) return set({ status: 'over', people: [] })
      if (forGood.has(code) || found === 'gone') return set({ status: 'closed', people: [] })
      tryLater(found === 'there' ? 'full' : (forNow.get(code) ?? 'lost'))
    }
    opened.addEventListener('open', () => (wasOpen = true))
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as LiveWord))
    opened.addEventListener('close', ({ code }) => void lose(code))
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    give(values) {
      given += 1
      for (const name of Object.keys(values)) onTheWay.set(name, { number: given, takenAs: Infinity })
      say({ type: 'inputs', values, number: given })
    },
    place(next) {
      if (place?.tab === next.tab && place.follows === next.follows && place.element === next.element && place.focus === next.focus) return
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
