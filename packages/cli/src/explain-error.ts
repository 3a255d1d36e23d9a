import {
  AuditError,
  BackupError,
  ConfigError,
  DatabaseError,
  DataFolderError,
  EmbeddedPostgresError,
  isAppError,
  MigrationError,
  SecretError,
} from '@atrium/server'

const expected = [AuditError, BackupError, DatabaseError, DataFolderError, EmbeddedPostgresError, MigrationError, SecretError]

/** An error as the person at the terminal should read it: plain words for what they can mend, everything for a defect. */
export function explainError(error: unknown): string {
  if (error instanceof ConfigError) return ['Atrium cannot start with these settings:', ...error.problems.map((problem) => `  ${problem}`)].join('\n')
  if (isAppError(error) || expected.some((kind) => error instanceof kind)) return `Atrium: ${(error as Error).message}`
  if (!(error instanceof Error)) return `Atrium: ${String(error)}`
  const { code, syscall, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (code?.startsWith('ERR_PARSE_ARGS') === true) return `Atrium: ${error.message}`
  if (syscall !== 'listen') return `Atrium stopped because of an error in itself:\n${error.stack ?? error.message}`
  if (code === 'EADDRINUSE') return `Atrium: port ${port} is in use by another program. Stop that one, or set ATRIUM_PORT to another port.`
  if (code === 'EACCES') return `Atrium: port ${port} may not be used by this user. Set ATRIUM_PORT to 1024 or above.`
  return `Atrium: cannot listen on ${address ?? 'this address'} (${code}). Set ATRIUM_HOST to an address of this machine.`
}
