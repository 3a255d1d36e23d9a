import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import { AppError, isAppError } from '../../platform/errors.ts'

/** Why there is no connection to a server. */
export type ConnectionFailure = 'sign_in' | 'database' | 'connect_right' | 'connections' | 'encryption' | 'address' | 'unreachable'

/** An error whose text is for the person who enters a connection. */
export class PlainError extends Error {}

const byCode: Readonly<Record<string, ConnectionFailure>> = {
  '28000': 'sign_in',
  '28P01': 'sign_in',
  '3D000': 'database',
  '53300': 'connections',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
}

/** What of a connection failed, from the codes of server, system and TLS; null for anything else. */
export function connectionFailure(error: unknown): ConnectionFailure | null {
  if (isAppError(error)) return ['unresolved', 'private_address', 'own_address'].includes(error.details.reason ?? '') ? 'address' : null
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const known = byCode[code]
  if (known !== undefined) return known
  if (code.startsWith('08')) return 'unreachable'
  if (/CERT|ALTNAME|ISSUER|SIGNATURE|^ERR_(SSL|TLS)|EPROTO/.test(code) || message.startsWith('The server does not support SSL')) return 'encryption'
  // node-postgres has words only for these.
  if (/^SASL|client password must be/i.test(message)) return 'sign_in'
  return /connection terminated|timeout exceeded|timeout expired|not queryable|client was closed/i.test(message) ? 'unreachable' : null
}

/** For the person who enters the connection: the server's own text may tell more than they may know. */
export function signInProblem(error: unknown, { user, dbname }: PostgresSettings): string {
  if (isAppError(error)) return error.message
  // While signing in this is the only thing that rights are about.
  const failure = (error as { code?: string }).code === '42501' ? 'connect_right' : connectionFailure(error)
  switch (failure) {
    case 'sign_in':
      return `The server does not let "${user}" in with this password. Check both, and its pg_hba.conf.`
    case 'database':
      return `There is no database "${dbname}" on this server.`
    case 'connect_right':
      return `"${user}" may not connect to the database "${dbname}". Grant CONNECT on it.`
    case 'connections':
      return 'The server has too many connections. Try again later.'
    case 'encryption':
    case 'address':
    case 'unreachable':
    case null:
      return 'Signing in did not work. Check user, password and database.'
  }
}

const causes: Record<ConnectionFailure, string> = {
  sign_in: 'it does not accept the user and the password',
  database: 'the database is not there',
  connect_right: 'the user may not connect to the database',
  connections: 'it has too many connections',
  encryption: 'encryption was not agreed upon',
  address: 'its address is not one that may be connected to',
  unreachable: 'it does not answer',
}

/** For whoever asks a question: the cause and what to do, without names of servers and accounts. */
export function warehouseUnavailable(failure: ConnectionFailure, { isOwnAccount, cause }: { isOwnAccount: boolean; cause: unknown }): AppError {
  const todo =
    isOwnAccount && (failure === 'sign_in' || failure === 'connect_right')
      ? 'This project signs in with your own warehouse credentials: check them in your profile.'
      : failure === 'connections' || failure === 'unreachable'
        ? 'Try again in a moment; if it stays so, an administrator can test the connection in the project settings.'
        : 'An administrator can test the connection in the project settings, which says what to mend.'
  return new AppError(
    'unavailable',
    `The PostgreSQL of this project cannot be asked: ${causes[failure]}. ${todo}`,
    { reason: `warehouse_${failure}`, retryAfterSeconds: 5 },
    { cause },
  )
}
