import { once } from 'node:events'
import { WebSocket } from 'ws'

export type Word = { type: string } & Record<string, unknown>

/** A window on a live session. */
export type LiveClient = {
  socket: WebSocket
  heard: Word[]
  say(word: object): void
  /** The first word of this kind that fits, heard before or to come. */
  hears(type: string, fits?: (word: Word) => boolean): Promise<Word>
  /** The number with which it was closed. */
  closed: Promise<number>
  close(): void
}

/** The status with which a WebSocket is refused before it is one; 101: it was not. */
export function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'), { headers })
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('error', reject)
  })
}

export async function liveClient(url: string, headers: Record<string, string>): Promise<LiveClient> {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers })
  const heard: Word[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()) as Word)
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await once(socket, 'open')
  return {
    socket,
    heard,
    closed,
    say: (word) => socket.send(JSON.stringify(word)),
    hears: (type, fits = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`no "${type}" that fits; heard ${JSON.stringify(heard)}`))
        }, 10_000)
        function look(): void {
          const word = heard.find((one) => one.type === type && fits(one))
          if (word === undefined) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(word)
        }
        waiting.add(look)
        look()
      }),
    close: () => socket.close(),
  }
}
