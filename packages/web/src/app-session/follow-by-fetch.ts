import type { AppSession, Outcome } from '../api/app-sessions.ts'
import { sessionEvents } from '../api/app-sessions.ts'
import { sentAs } from '../api/sent-as.ts'
import type { FollowSession, SessionListener, ToldInputs, ToldState } from './follow-session.ts'

const tryAgainMs = 3000

/** Follows the events of a session with a token, which the browser's own way to follow events cannot send. */
export const followByFetch: FollowSession = (sessionUuid, listener) => {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | null = null
  const connect = async (): Promise<void> => {
    try {
      const response = await fetch(sessionEvents(sessionUuid), { ...sentAs(), signal: abort.signal })
      if (response.status === 401 || response.status === 404) return listener.onEnded('gone')
      if (response.ok && response.body !== null) {
        listener.onHeard(true)
        if (await readEvents(response.body, listener)) return
      }
    } catch {
      if (abort.signal.aborted) return
    }
    listener.onHeard(false)
    timer = setTimeout(() => void connect(), tryAgainMs)
  }
  void connect()
  return () => {
    abort.abort()
    if (timer !== null) clearTimeout(timer)
  }
}

/** Tells what a stream of events says; true when it said that it is over. */
async function readEvents(body: ReadableStream<Uint8Array>, listener: SessionListener): Promise<boolean> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return false
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) if (tell(block, listener)) return true
  }
}

function tell(block: string, listener: SessionListener): boolean {
  const field = (name: string): string | undefined =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2)
  const [event, data] = [field('event'), field('data')]
  if (event === undefined || data === undefined) return false
  const said: unknown = JSON.parse(data)
  switch (event) {
    case 'session':
      listener.onSession(said as AppSession)
      return false
    case 'outcome':
      listener.onOutcome(said as Outcome)
      return false
    case 'state':
      listener.onState(said as ToldState)
      return false
    case 'inputs':
      listener.onInputs(said as ToldInputs)
      return false
    case 'ended':
      listener.onEnded((said as { reason: string }).reason)
      return true
    default:
      return false
  }
}
