import { spawn } from 'node:child_process'
import { AppError } from '../../platform/errors.ts'

export type GitRun = {
  /** The bare repository. */
  folder: string
  /** Never a text that a person wrote without `--` before it. */
  args: readonly string[]
  /** Settings for this run only: they are in no file and in no list of processes. */
  config?: Readonly<Record<string, string>>
  environment?: Readonly<Record<string, string>>
  /** Which protocol git may speak, when it speaks to anybody. */
  protocol?: 'https' | 'http' | 'ssh' | 'file'
  input?: string | Buffer
  /** What it may print, in bytes. */
  mostPrinted?: number
  /** The largest file that it and what it starts may write, in bytes: a pack that goes on and on ends with it. */
  mostWritten?: number
  signal: AbortSignal
}

/** Why git failed: its last words, for whoever called it to translate. */
export class GitError extends Error {
  readonly output: string
  constructor(output: string) {
    super(`git failed: ${output}`)
    this.name = 'GitError'
    this.output = output
  }
}

const timeoutMs = 180_000
const mostPrintedBytes = 16 * 1024 * 1024
/** A limit of the shell for all that it becomes and starts; POSIX counts it in blocks of 512 bytes. */
const withFileLimit = 'ulimit -f "$1" && shift && exec git "$@"'

/** Where git and ssh are looked for. */
const programs = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin:/run/current-system/sw/bin'

/** Nobody's settings but these: hooks, helpers, prompts and other protocols are off. */
const always: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'credential.helper': '',
  'fetch.fsckObjects': 'true',
  'gc.auto': '0',
  'http.followRedirects': 'false',
  'http.lowSpeedLimit': '1000',
  'http.lowSpeedTime': '30',
  'protocol.allow': 'never',
}

/**
 * Runs git on a bare repository with an environment of its own, and answers what it printed. Throws `GitError` with its
 * last words, `unavailable` (`git_missing`) where it is not installed, and when it takes longer than three minutes; `invalid`
 * when it prints or writes more than it may.
 */
export function runGit({
  folder,
  args,
  config = {},
  environment = {},
  protocol,
  input,
  mostPrinted = mostPrintedBytes,
  mostWritten,
  signal,
}: GitRun): Promise<Buffer> {
  if (signal.aborted) return Promise.reject(new AppError('cancelled', 'Cancelled'))
  const settings = { ...always, ...(protocol === undefined ? {} : { [`protocol.${protocol}.allow`]: 'always' }), ...config }
  const [program, given] = mostWritten === undefined ? ['git', args] : ['/bin/sh', ['-c', withFileLimit, 'git', String(Math.ceil(mostWritten / 512)), ...args]]
  const child = spawn(program, [...given], {
    cwd: folder,
    // A group of its own: what git starts ends with it.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: programs,
      HOME: folder,
      LC_ALL: 'C',
      GIT_DIR: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: 'true',
      GIT_LITERAL_PATHSPECS: '1',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_ALLOW_PROTOCOL: protocol ?? '',
      ...environment,
      ...configEnvironment(settings),
    },
  })
  return new Promise((resolve, reject) => {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const stop = (): void => {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It ended in between.
      }
    }
    ends.addEventListener('abort', stop)
    const chunks: Buffer[] = []
    let bytes = 0
    let words = ''
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostPrinted) stop()
      else chunks.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString('utf8')).slice(-4000)
    })
    child.once('error', (cause: NodeJS.ErrnoException) => reject(cause.code === 'ENOENT' ? notInstalled(cause) : cause))
    child.once('close', (code, killedBy) => {
      ends.removeEventListener('abort', stop)
      // What was left out is missing, also when git was through before it was stopped.
      const isWhole = bytes <= mostPrinted
      if (code === 0 && isWhole) return resolve(Buffer.concat(chunks))
      if (signal.aborted) return reject(new AppError('cancelled', 'Cancelled'))
      if (ends.aborted)
        return reject(new AppError('unavailable', 'The repository took longer than three minutes to answer. Try again later.', { reason: 'git_timeout' }))
      if (!isWhole) return reject(tooMuch('holds more than is read from one at once', mostPrinted))
      if (mostWritten !== undefined && (killedBy === 'SIGXFSZ' || tooLarge.test(words)))
        return reject(tooMuch('is larger than what is taken over of one', mostWritten))
      // The shell says so where there is no git: a limit does not make it another error.
      if (mostWritten !== undefined && code === 127) return reject(notInstalled(words))
      reject(new GitError(words.trim()))
    })
    // A child that ends early does not take all of it.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input ?? '')
  })
}

/** What git says of a child that the limit of files has ended; 25 is the signal's number on Linux and on macOS. */
const tooLarge = /died of signal 25|File too large/i

const tooMuch = (what: string, bytes: number): AppError =>
  new AppError(
    'invalid',
    `The last commit of this branch ${what} (${inWords(bytes)}). Nothing was changed. Keep the models in a repository of their own, or on a branch without large files.`,
    { reason: 'git_too_large' },
  )

const inWords = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${Math.floor(bytes / 1024 / 1024)} MiB`)

const configEnvironment = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(Object.keys(settings).length)],
    ...Object.entries(settings).flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]) as Record<string, string>

const notInstalled = (cause: unknown): AppError =>
  new AppError(
    'unavailable',
    'The program "git" is not installed on this server. Whoever runs it has to install git, version 2.37 or later.',
    { reason: 'git_missing' },
    { cause },
  )
