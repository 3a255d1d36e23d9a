import type { Writable } from 'node:stream'
import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import net from 'node:net'
import { askForTls, connectMs, encrypted } from './reach-server.ts'

/** Whose query is to be stopped: what the server said of itself when the connection was made. */
export type Backend = { processID: number | null; secretKey: number | null }

/** What PostgreSQL takes as the wish to stop a query: length 16, a number of its own, then process and key. */
const cancelCode = 80_877_102

/**
 * Asks the server to stop what a connection runs, over a line of its own, encrypted where the connection is. Through a
 * pooler in between this works too, other than by the id of a process. Ends when the server has read it; never throws.
 */
export async function requestCancel({ processID, secretKey }: Backend, settings: PostgresSettings, outbound: Outbound): Promise<void> {
  if (processID === null || secretKey === null) return
  const message = Buffer.alloc(16)
  message.writeInt32BE(16, 0)
  message.writeInt32BE(cancelCode, 4)
  message.writeInt32BE(processID, 8)
  message.writeInt32BE(secretKey, 12)
  try {
    await sendOnly(await openLine(settings, await outbound.addressOf(settings.host, settings.port)), message)
  } catch {
    // Whoever asked for it closes the connection when the query does not stop.
  }
}

async function openLine(settings: PostgresSettings, address: string): Promise<net.Socket> {
  if (settings.sslmode === 'disable') return net.connect({ host: address, port: settings.port })
  const { socket, willEncrypt } = await askForTls({ settings, address })
  if (willEncrypt) return encrypted(socket, settings)
  socket.destroy()
  throw new Error('the server no longer encrypts')
}

function sendOnly(line: Writable & Pick<net.Socket, 'setTimeout'>, message: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    line.setTimeout(connectMs, () => line.destroy(new Error('no answer')))
    line.on('error', reject)
    // The server answers by closing the line.
    line.on('close', () => resolve())
    line.end(message)
  })
}
