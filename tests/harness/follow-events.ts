/** An event of `text/event-stream`. */
export type StreamEvent = { id: string; name: string; data: unknown }

export type FollowedEvents = {
  /** All that were told so far. */
  events: StreamEvent[]
  headers: Headers
  /** The first event that fits, of those told so far or later; throws when the stream ends before it, or after `ms`. */
  until(fits: (event: StreamEvent) => boolean, ms?: number): Promise<StreamEvent>
  /** Once the stream has ended. */
  ended: Promise<void>
  close(): void
}

/** Follows a stream of events, as a page does. */
export async function followEvents(url: string, headers: Record<string, string>): Promise<FollowedEvents> {
  const abort = new AbortController()
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal })
  if (response.status !== 200 || response.body === null) throw new Error(`${url} → ${response.status} ${await response.text()}`)
  const events: StreamEvent[] = []
  const waiting = new Set<() => void>()
  let isOver = false
  const wake = (): void => {
    for (const one of waiting) one()
  }
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true })
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const fields = new Map(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
        const data = fields.get('data')
        if (data !== undefined) events.push({ id: fields.get('id') ?? '', name: fields.get('event') ?? 'message', data: JSON.parse(data) as unknown })
      }
      wake()
    }
  }
  const ended = read(response.body)
    .catch(() => undefined)
    .finally(() => {
      isOver = true
      wake()
    })
  return {
    events,
    headers: response.headers,
    ended,
    async until(fits, ms = 20_000) {
      const late = Date.now() + ms
      for (let seen = 0; ;) {
        for (; seen < events.length; seen += 1) {
          const event = events[seen]
          if (event !== undefined && fits(event)) return event
        }
        if (isOver || Date.now() > late) throw new Error(`no such event: ${JSON.stringify(events).slice(0, 4000)}`)
        await new Promise<void>((resolve) => {
          const done = (): void => {
            clearTimeout(timer)
            waiting.delete(done)
            resolve()
          }
          const timer = setTimeout(done, late - Date.now() + 1)
          waiting.add(done)
        })
      }
    },
    close: () => abort.abort(),
  }
}
