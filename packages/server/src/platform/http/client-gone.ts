import type { Socket } from 'node:net'

const signals = new WeakMap<Socket, AbortSignal>()

/**
 * Aborted when a client is gone, so that its queries go too. One for all requests of a connection: they follow each other, and
 * making one for each costs more than many an answer.
 */
export function clientGone(socket: Socket): AbortSignal {
  const known = signals.get(socket)
  if (known !== undefined) return known
  const abort = new AbortController()
  if (socket.destroyed) abort.abort()
  else socket.once('close', () => abort.abort())
  signals.set(socket, abort.signal)
  return abort.signal
}
