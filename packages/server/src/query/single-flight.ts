import { AppError } from '../platform/errors.ts'

export type SingleFlight<T> = {
  /**
   * Runs `work` once for all who ask with the same key while it runs. Whoever leaves (its signal) leaves alone; when
   * the last one has left, the work is cancelled.
   */
  run(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<{ value: T; joined: boolean }>
}

type Flight<T> = { promise: Promise<T>; abort: AbortController; passengers: number }

const left = (): AppError => new AppError('cancelled', 'The query was cancelled', { reason: 'cancelled' })

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>()

  const board = (flight: Flight<T>, signal: AbortSignal): Promise<T> => {
    if (signal.aborted) return Promise.reject(left())
    flight.passengers++
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        flight.passengers--
        if (flight.passengers === 0) flight.abort.abort()
        reject(left())
      }
      signal.addEventListener('abort', leave, { once: true })
      flight.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }

  return {
    async run(key, signal, work) {
      const flying = flights.get(key)
      if (flying !== undefined && !flying.abort.signal.aborted) return { value: await board(flying, signal), joined: true }
      const abort = new AbortController()
      const flight: Flight<T> = { promise: work(abort.signal), abort, passengers: 0 }
      flights.set(key, flight)
      const land = (): void => {
        if (flights.get(key) === flight) flights.delete(key)
      }
      flight.promise.then(land, land)
      return { value: await board(flight, signal), joined: false }
    },
  }
}
