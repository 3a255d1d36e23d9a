import pino, { type DestinationStream, type Logger } from 'pino'

/** One line per event: fields first, then the message. Never pass secrets or rows of data. */
export type Log = Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & { child(fields: Record<string, unknown>): Log }

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Where lines go: a terminal gets one readable line, everything else JSON. */
export type LogTarget = { write(text: string): unknown; isTTY?: boolean }

const lineLimit = 8 * 1024
const secretNames = ['password', 'token', 'secret', 'authorization', 'cookie', 'apiKey', 'databaseUrl', 'privateKey', 'passphrase', 'ciphertext', 'wrappedKey']
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** The log of this process. Secrets by name are replaced, lines longer than 8 KiB are cut and say so. */
export function createLog(options: { level: LogLevel; target: LogTarget }): Log {
  const { target } = options
  const stream: DestinationStream = {
    write(line) {
      const cut = cutLine(line)
      target.write(target.isTTY === true ? readable(cut) : cut)
    },
  }
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretPaths, censor: '[secret]' },
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    },
    stream,
  )
}

/** A log that says nothing, for tests. */
export const silentLog = (): Log => createLog({ level: 'silent', target: { write: () => undefined } })

function cutLine(line: string): string {
  if (line.length <= lineLimit) return line
  const fields = JSON.parse(line) as Record<string, unknown>
  const share = Math.floor(lineLimit / (Object.keys(fields).length + 1))
  const cut = Object.entries(fields).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return [name, text.length > share ? `${text.slice(0, share)}… (${text.length} characters)` : value]
  })
  return `${JSON.stringify(Object.fromEntries(cut))}\n`
}

function readable(line: string): string {
  const { time, level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const text = [String(time).slice(11, 19), String(level).padEnd(5), String(msg ?? ''), ...rest].join(' ')
  return `${withoutControls(text)}\n`
}

/** Text from outside must not move the cursor or fake a second line. */
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (character) => (character === '\n' ? ' ⏎ ' : '�'))
}
