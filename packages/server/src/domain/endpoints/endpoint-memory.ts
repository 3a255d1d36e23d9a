/**
 * What calls of endpoints need of the store, by project: a call must not read it. Rooms go when the house says so (`forget`):
 * after a change in this process before it is answered, on other nodes by notification.
 */
export type EndpointMemory = {
  /** What is remembered under a name, or what `load` answers; null is not remembered, and neither is a failure. */
  recall<T>(projectId: string, name: string, load: () => Promise<T | null>): Promise<T | null>
  /** Stands for the state of a project that is remembered: another one as soon as it may have changed. */
  stampOf(projectId: string): object
  forget(projectId: string): void
  /** After a lost connection: what other nodes changed meanwhile is not known. */
  forgetAll(): void
}

/** Things of one project at most; the oldest goes first. */
const capacity = 2000

export function createEndpointMemory(): EndpointMemory {
  const rooms = new Map<string, Map<string, Promise<unknown>>>()
  const roomOf = (projectId: string): Map<string, Promise<unknown>> => {
    const room = rooms.get(projectId) ?? new Map<string, Promise<unknown>>()
    rooms.set(projectId, room)
    return room
  }

  return {
    recall<T>(projectId: string, name: string, load: () => Promise<T | null>): Promise<T | null> {
      // What is read while the room is forgotten goes with it: it may be the old state.
      const room = roomOf(projectId)
      const known = room.get(name)
      if (known !== undefined) return known as Promise<T | null>
      const loading = load()
      room.set(name, loading)
      const drop = (): void => {
        if (room.get(name) === loading) room.delete(name)
      }
      void loading.then((value) => (value === null ? drop() : undefined), drop)
      const oldest = room.size > capacity ? room.keys().next() : null
      if (oldest !== null && oldest.done !== true) room.delete(oldest.value)
      return loading
    },
    stampOf: roomOf,
    forget: (projectId) => void rooms.delete(projectId),
    forgetAll: () => rooms.clear(),
  }
}
