import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { endIdleSessions } from '../sessions/session-lease-store.ts'
import { inWords } from './in-words.ts'
import { findLive, liveChannel, markLivesUsed, tellLive, type Live } from './live-store.ts'

/** Where somebody is in an app: the element that is first in view, the one that has the focus, and whom they follow. */
export type LivePlace = { tab: string | null; element: string | null; focus: string | null; follows: string | null }

/** Somebody who takes part. The same person in two windows is there twice. */
export type LivePerson = { id: string; userId: string; name: string; joinedAt: number; place: LivePlace }

/** What those who take part are told. */
export type LiveEvent =
  | ({ kind: 'inputs'; by: string | null; pressed: readonly string[] } & Pick<Live, 'inputs' | 'version'>)
  | { kind: 'people'; people: readonly LivePerson[] }
  | { kind: 'locked'; isLocked: boolean }
  | { kind: 'host'; host: Live['host'] }
  | { kind: 'ended'; reason: 'closed' | 'idle' | 'limit' }

export type Seat = {
  readonly id: string
  people(): LivePerson[]
  move(place: LivePlace): void
  leave(): void
}

/** Who takes part in which live session, on all nodes, and what they are told. What they agree on lies in the store. */
export type LiveRooms = {
  /** Whether this person takes part, on whichever node. */
  has(liveId: string, userId: string): Promise<boolean>
  /** Null: the room is full. */
  join(liveId: string, person: Pick<LivePerson, 'userId' | 'name'>, hear: (event: LiveEvent) => void): Seat | null
  close(): void
}

type Message = { live: string } & (
  | { what: 'inputs'; by: string; pressed: string[] }
  | { what: 'locked'; isLocked: boolean }
  | { what: 'host'; host: Live['host'] }
  | { what: 'ended'; reason: 'closed' | 'idle' | 'limit' }
  | { what: 'here'; from: string; people: LivePerson[] }
  | { what: 'gone'; from: string; id: string }
  /** Somebody came on another node, which does not know yet who is there. */
  | { what: 'ask'; from: string }
)

type Room = {
  people: Map<string, { person: LivePerson; seenAt: number; isHere: boolean }>
  hearers: Map<string, (event: LiveEvent) => void>
  /** What changed since it was last told. */
  news: { by: string | null; pressed: Set<string> } | null
  telling: Promise<void>
  /** Until people are told of: of many who move at once in one word. */
  toTell: NodeJS.Timeout | null
  /** Until other nodes are told who of ours came or moved, and who that is. */
  toSay: NodeJS.Timeout | null
  unsaid: Set<string>
}

export type LiveRoomsOptions = {
  db: Db
  listen(channel: string, handler: (payload: string) => void, onGap?: () => void): Promise<() => void>
  clock: Clock
  onError(message: string, error: unknown): void
}

const mostPeople = 100
const collectedMs = 40
/** Between two words to other nodes on who moved in a room. */
const saidMs = 100
/** Bytes of one word: the store carries up to 8000. */
const longestWord = 7000
/** Between two signs that somebody is still there, for other nodes. */
const beatMs = 15_000
/** In which other nodes say who is in a room of theirs. */
const answeredMs = 500
/** Without a sign for so long somebody is gone: their node is. */
const forgottenMs = 3 * beatMs
/** A live session in which nobody was for so long ends. */
const idleMs = 30 * 60_000

export async function createLiveRooms({ db, listen, clock, onError }: LiveRoomsOptions): Promise<LiveRooms> {
  const node = newId()
  const rooms = new Map<string, Room>()

  const quietly = (work: Promise<unknown>): void => void work.catch((error: unknown) => onError('a live session could not be told of', error))
  const tell = (message: Message): void => quietly(tellLive(db, message))
  const emit = (room: Room, event: LiveEvent): void => {
    for (const hear of room.hearers.values()) hear(event)
  }
  const peopleOf = (room: Room): LivePerson[] =>
    [...room.people.values()].map(({ person }) => person).toSorted((one, other) => one.joinedAt - other.joinedAt || (one.id < other.id ? -1 : 1))
  const tellPeople = (room: Room): void => {
    room.toTell ??= setTimeout(() => {
      room.toTell = null
      emit(room, { kind: 'people', people: peopleOf(room) })
    }, collectedMs)
  }

  const sayHere = (live: string, people: readonly LivePerson[]): void => {
    for (const word of inWords(people, longestWord)) tell({ live, what: 'here', from: node, people: word })
  }
  const ours = (room: Room): LivePerson[] => [...room.people.values()].flatMap(({ person, isHere }) => (isHere ? [person] : []))
  /** Says where somebody of ours is, together with others who move at the same time. */
  const saySoon = (live: string, room: Room, id: string): void => {
    room.unsaid.add(id)
    room.toSay ??= setTimeout(() => {
      room.toSay = null
      sayHere(
        live,
        ours(room).filter((person) => room.unsaid.has(person.id)),
      )
      room.unsaid.clear()
    }, saidMs)
  }

  /** Tells what inputs are now: changes that come while it is read are told together. */
  const tellInputs = (id: string, room: Room, by: string | null, pressed: readonly string[]): void => {
    const isTold = room.news !== null
    room.news = { by, pressed: new Set([...(room.news?.pressed ?? []), ...pressed]) }
    if (isTold) return
    const tellNews = async (): Promise<void> => {
      const news = room.news
      room.news = null
      const live = await findLive(db, id)
      if (news !== null && live !== null) emit(room, { kind: 'inputs', inputs: live.inputs, version: live.version, by: news.by, pressed: [...news.pressed] })
    }
    room.telling = room.telling.then(tellNews).catch((error: unknown) => onError('inputs of a live session could not be read', error))
  }

  const hear = (payload: string): void => {
    const message = JSON.parse(payload) as Message
    const room = rooms.get(message.live)
    if (room === undefined || ('from' in message && message.from === node)) return
    switch (message.what) {
      case 'inputs':
        return tellInputs(message.live, room, message.by, message.pressed)
      case 'locked':
        return emit(room, { kind: 'locked', isLocked: message.isLocked })
      case 'host':
        return emit(room, { kind: 'host', host: message.host })
      case 'ended':
        return emit(room, { kind: 'ended', reason: message.reason })
      case 'here':
        for (const person of message.people) room.people.set(person.id, { person, seenAt: clock.monotonic(), isHere: false })
        return tellPeople(room)
      case 'gone':
        return void (room.people.delete(message.id) && tellPeople(room))
      case 'ask':
        return sayHere(message.live, ours(room))
    }
  }

  /** A room as this node knows it; of one that it does not know yet the others are asked. */
  const roomOf = (live: string): Room => {
    const known = rooms.get(live)
    if (known !== undefined) return known
    const room: Room = { people: new Map(), hearers: new Map(), news: null, telling: Promise.resolve(), toTell: null, toSay: null, unsaid: new Set() }
    rooms.set(live, room)
    tell({ live, what: 'ask', from: node })
    return room
  }

  const beat = async (): Promise<void> => {
    const now = clock.monotonic()
    for (const [live, room] of rooms) {
      const lost = [...room.people].filter(([, { isHere, seenAt }]) => !isHere && now - seenAt > forgottenMs)
      for (const [id] of lost) room.people.delete(id)
      if (lost.length > 0) tellPeople(room)
      sayHere(live, ours(room))
    }
    const at = new Date(clock.now())
    await markLivesUsed(db, [...rooms.keys()], at)
    const idle = await endIdleSessions(db, { kinds: ['live'], before: new Date(at.getTime() - idleMs), at })
    for (const live of idle) tell({ live, what: 'ended', reason: 'idle' })
  }
  const timer = setInterval(() => quietly(beat()), beatMs)
  timer.unref()

  // Of what was missed, inputs are the part that nobody says again.
  const unlisten = await listen(liveChannel, hear, () => {
    for (const [id, room] of rooms) {
      tellInputs(id, room, null, [])
      tell({ live: id, what: 'ask', from: node })
    }
  })

  return {
    async has(liveId, userId) {
      const room = roomOf(liveId)
      // Nobody of it is on this node, which has to hear of the others first.
      if (room.hearers.size === 0) await sleep(answeredMs, undefined, { ref: false })
      if (room.hearers.size === 0 && rooms.get(liveId) === room) {
        rooms.delete(liveId)
        hush(room)
      }
      return [...room.people.values()].some(({ person }) => person.userId === userId)
    },
    join(liveId, { userId, name }, hearer) {
      const room = roomOf(liveId)
      if (room.people.size >= mostPeople) return null
      const id = newId()
      const put = (person: LivePerson): void => {
        room.people.set(id, { person, seenAt: clock.monotonic(), isHere: true })
        saySoon(liveId, room, id)
        tellPeople(room)
      }
      put({ id, userId, name, joinedAt: clock.now(), place: { tab: null, element: null, focus: null, follows: null } })
      room.hearers.set(id, hearer)
      return {
        id,
        people: () => peopleOf(room),
        move(place) {
          const known = room.people.get(id)
          if (known !== undefined) put({ ...known.person, place })
        },
        leave() {
          room.hearers.delete(id)
          if (!room.people.delete(id)) return
          tell({ live: liveId, what: 'gone', from: node, id })
          if (room.hearers.size > 0 || !rooms.delete(liveId)) return tellPeople(room)
          hush(room)
        },
      }
    },
    close() {
      clearInterval(timer)
      unlisten()
      for (const room of rooms.values()) hush(room)
    },
  }
}

/** Nobody is here to be told, or to be told of. */
function hush({ toTell, toSay }: Room): void {
  clearTimeout(toTell ?? undefined)
  clearTimeout(toSay ?? undefined)
}
