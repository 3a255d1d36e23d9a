import { Client, escapeIdentifier } from 'pg'
import type { Log } from '../log.ts'
import { clientConfig, type DbConnection } from './connection.ts'

export type Listener = {
  /**
   * Calls `handler` with the payload of every notification on `channel`, once the returned promise resolves.
   * `onGap` is called after a lost connection is back: whatever was announced in between was missed, so caches that
   * live by these messages must be dropped whole. Answers a function that stops listening.
   */
  listen(channel: string, handler: (payload: string) => void, onGap?: () => void): Promise<() => void>
  close(): Promise<void>
}

type Subscription = { channel: string; handler: (payload: string) => void; onGap: (() => void) | undefined }

/** One connection of its own for all channels (a pooled one could not keep `LISTEN`), opened when first used. */
export function createListener(connection: DbConnection, log: Log): Listener {
  const subscriptions = new Set<Subscription>()
  let client: Client | null = null
  let opening: Promise<Client> | null = null
  let closed = false
  let retry: NodeJS.Timeout | null = null

  const open = async (): Promise<Client> => {
    const next = new Client({ ...clientConfig(connection), application_name: 'atrium-listen', keepAlive: true })
    let connected = false
    next.on('error', () => undefined)
    next.on('end', () => {
      if (client === next) client = null
      if (connected && !closed) reopen(200)
    })
    next.on('notification', ({ channel, payload }) => {
      for (const one of subscriptions) if (one.channel === channel) one.handler(payload ?? '')
    })
    await next.connect()
    for (const channel of new Set([...subscriptions].map((one) => one.channel))) await next.query(`listen ${escapeIdentifier(channel)}`)
    connected = true
    client = next
    return next
  }

  const connectOnce = (): Promise<Client> => {
    opening ??= open().finally(() => {
      opening = null
    })
    return opening
  }

  const comeBack = async (delayMs: number): Promise<void> => {
    try {
      await connectOnce()
    } catch {
      return reopen(Math.min(delayMs * 2, 5000))
    }
    log.info('store: listening again after a lost connection')
    for (const one of subscriptions) one.onGap?.()
  }

  const reopen = (delayMs: number): void => {
    if (closed || retry !== null) return
    retry = setTimeout(() => {
      retry = null
      void comeBack(delayMs)
    }, delayMs)
    retry.unref()
  }

  return {
    async listen(channel, handler, onGap) {
      const subscription = { channel, handler, onGap }
      subscriptions.add(subscription)
      const current = client ?? (await connectOnce())
      await current.query(`listen ${escapeIdentifier(channel)}`)
      return () => subscriptions.delete(subscription)
    },
    async close() {
      closed = true
      if (retry !== null) clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
