import net from 'node:net'
import tls from 'node:tls'
import type { ClientConfig } from 'pg'
import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import { PlainError } from './connection-failure.ts'
import type { Outbound } from '../../platform/net/outbound.ts'

/** Milliseconds for the server's part in connecting. */
export const connectMs = 8000
/** What PostgreSQL takes as the wish to encrypt: length 8, then a number of its own. */
const tlsRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Where a server is: its settings, and the address that was checked. */
export type Server = { settings: PostgresSettings; address: string }

/** How node-postgres signs in. Each connection goes to an address that `outbound` lets through when it is made, and to no other. */
export function clientOptions(settings: PostgresSettings, outbound: Outbound): ClientConfig {
  const { host, port, user, dbname: database, sslmode } = settings
  return {
    host,
    port,
    user,
    database,
    ssl: sslmode === 'disable' ? false : tlsOptions(settings),
    stream: () => checkedSocket(outbound),
    connectionTimeoutMillis: connectMs,
    application_name: 'atrium',
    keepAlive: true,
  }
}

/** A socket that asks `outbound` for the address to connect to: a name may mean another one than at the last look. */
function checkedSocket(outbound: Outbound): net.Socket {
  const socket = new net.Socket()
  const connect = socket.connect.bind(socket)
  const connectChecked = (port: number, host: string): net.Socket => {
    outbound.addressOf(host, port).then(
      (address) => (socket.destroyed ? socket : connect({ port, host: address })),
      (error: unknown) => socket.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    return socket
  }
  // node-postgres names a port and a host, and nothing else.
  return Object.assign(socket, { connect: connectChecked as typeof socket.connect })
}

/** `servername` is the name that the certificate has to be for, although the address is what is connected to. */
const tlsOptions = ({ host, sslmode }: PostgresSettings): { servername?: string; rejectUnauthorized: boolean } => ({
  rejectUnauthorized: sslmode === 'verify-full',
  ...(net.isIP(host) === 0 ? { servername: host } : {}),
})

/** Opens the port and asks for encryption: what answers with one of two letters is a PostgreSQL. */
export function askForTls({ settings: { host, port }, address }: Server): Promise<{ socket: net.Socket; willEncrypt: boolean }> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: address, port })
    const fail = (): void => {
      socket.destroy()
      reject(new PlainError(`No PostgreSQL answers at ${host}, port ${port}. Check host and port, and that its firewall lets this server in.`))
    }
    socket.setTimeout(connectMs, fail)
    socket.once('error', fail)
    socket.once('close', fail)
    socket.once('connect', () => socket.write(tlsRequest))
    socket.once('data', (answer) => {
      const letter = answer.toString('latin1')
      if (letter !== 'S' && letter !== 'N') return fail()
      socket.removeListener('error', fail)
      socket.removeListener('close', fail)
      socket.setTimeout(0)
      socket.on('error', () => undefined)
      return resolve({ socket, willEncrypt: letter === 'S' })
    })
  })
}

/** Encrypts a line on which the server agreed to it; the certificate is checked as the connection says. */
export function encrypted(socket: net.Socket, settings: PostgresSettings): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = tls.connect({ socket, ...tlsOptions(settings) }, () => resolve(secured))
    secured.setTimeout(connectMs, () => secured.destroy(new Error('no answer')))
    secured.on('error', reject)
  })
}
