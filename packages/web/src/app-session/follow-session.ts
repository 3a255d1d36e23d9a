import { sessionEvents, type AppSession, type Outcome } from '../api/app-sessions.ts'

/** What runs in a session and what is stale. */
export type ToldState = Pick<AppSession, 'running' | 'stale' | 'republished' | 'failure'>

/** Which values count by now. */
export type ToldInputs = Pick<AppSession, 'inputs' | 'following'> & { version: number }

export type SessionListener = {
  /** Whether events reach this page: false from a lost connection until it is there again. */
  onHeard(isHeard: boolean): void
  /** All of it anew, as after a lost connection. */
  onSession(session: AppSession): void
  onOutcome(outcome: Outcome): void
  onState(state: ToldState): void
  onInputs(change: ToldInputs): void
  onEnded(reason: string): void
}

/** Tells a listener what happens in a session, until what it answers is called. */
export type FollowSession = (sessionUuid: string, listener: SessionListener) => () => void

/** From a connection that the browser gave up to the next try. */
const tryAgainMs = 3000

/** Follows the events of a session. The browser connects again by itself; where it gives up, as while the server is away, we do. */
export const followSession: FollowSession = (sessionUuid, listener) => {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  const connect = (): void => {
    source = new EventSource(sessionEvents(sessionUuid))
    source.addEventListener('open', () => listener.onHeard(true))
    source.addEventListener('error', () => {
      listener.onHeard(false)
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(connect, tryAgainMs)
    })
    listen<AppSession>(source, 'session', (session) => listener.onSession(session))
    listen<Outcome>(source, 'outcome', (outcome) => listener.onOutcome(outcome))
    listen<ToldState>(source, 'state', (state) => listener.onState(state))
    listen<ToldInputs>(source, 'inputs', (change) => listener.onInputs(change))
    listen<{ reason: string }>(source, 'ended', ({ reason }) => {
      // Nothing comes any more: no other try.
      stop()
      listener.onEnded(reason)
    })
  }
  const stop = (): void => {
    source?.close()
    if (timer !== null) clearTimeout(timer)
  }
  connect()
  return stop
}

const listen = <T>(source: EventSource, name: string, hear: (data: T) => void): void =>
  source.addEventListener(name, (event: MessageEvent<string>) => hear(JSON.parse(event.data) as T))
