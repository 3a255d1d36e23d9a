import path from 'node:path'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { findPrograms } from './deno-program.ts'
import { defaultKernelLimits, type Kernel, type KernelCalls, type KernelLanguage, type KernelLimits } from './kernel.ts'
import { checkNames } from './names.ts'
import { runCell, type RunningCell } from './run-cell.ts'
import { sandboxCommand } from './sandbox-command.ts'
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts'

export type KernelsOptions = {
  /** The bundled `kernel-main.js`, its workers beside it. */
  entry: string
  /** Where the picture of Python's memory is kept. */
  folder: string
  clock: Clock
  /** Kernels that may be open at the same time. */
  maxOpen: number
  limits?: Partial<KernelLimits>
  /** Told, in milliseconds, that the picture of Python's memory was made. */
  onPicture?(ms: number): void
}

/** Opens kernels, and keeps one process of each language that was asked for ready ahead. */
export type Kernels = {
  /** Throws `unavailable` (`code_cells_off`) where the platform has no sandbox, `limit_exceeded` (`kernels_busy`) when all are taken. */
  open(language: KernelLanguage, calls: KernelCalls): Promise<Kernel>
  /**
   * Makes the picture of Python's memory where there is none, behind everything else that the machine does: the first cell of Python would
   * wait for it. Where that does not work, the first cell says why.
   */
  prepare(): void
  close(): Promise<void>
}

export function createKernels(options: KernelsOptions): Kernels {
  const limits = { ...defaultKernelLimits, ...options.limits }
  const open = new Set<Kernel>()
  const alive = new Set<SandboxProcess>()
  const warm = new Map<KernelLanguage, Promise<SandboxProcess>>()
  let picture: Promise<string> | undefined
  let closed = false

  const spawn = async (language: KernelLanguage, snapshot: string | null): Promise<SandboxProcess> => {
    const { deno, pyodide } = findPrograms()
    const worker = path.join(path.dirname(options.entry), `kernel-${language}.js`)
    const readable = [worker, ...(language === 'python' ? [pyodide] : []), ...(snapshot === null ? [] : [snapshot])]
    const command = await sandboxCommand({ deno, entry: options.entry, readable, heapMb: limits.memoryMb })
    const python = language === 'python' ? { folder: pyodide, snapshot } : null
    if (closed) throw stopping()
    const process = startSandboxProcess({
      command,
      open: { language, memoryMb: limits.memoryMb, python },
      // Python brings its own memory and the code of its interpreter along.
      memoryBytes: (limits.memoryMb + (language === 'python' ? 256 : 64)) * 1_048_576,
      cwd: options.folder,
    })
    alive.add(process)
    void process.ended.then(() => alive.delete(process))
    return process
  }

  /** Made once for each version: starting from it takes a tenth of the time. */
  const pictureOfPython = (isAhead = false): Promise<string> =>
    (picture ??= makePicture(isAhead).catch((error: unknown) => ((picture = undefined), Promise.reject(error as Error))))
  const makePicture = async (isAhead: boolean): Promise<string> => {
    const file = path.join(options.folder, `python-${await versionOf(findPrograms().pyodide)}.memory`)
    if (existsSync(file)) return file
    const begun = options.clock.monotonic()
    const process = await spawn('python', null)
    if (isAhead) process.yieldToOthers()
    const made = new Promise<Uint8Array>((resolve, reject) => {
      process.listen(({ said, parts }) => (said.is === 'snapshot' && parts[0] !== undefined ? resolve(parts[0]) : undefined))
      void process.ended.then(() => reject(new AppError('unavailable', 'Python could not be started for cells of code.', { reason: 'code_cells_off' })))
    })
    const bytes = await made.finally(() => process.kill())
    const kept = path.basename(file)
    for (const old of await readdir(options.folder)) {
      if (/^python-.*\.memory/.test(old) && !old.startsWith(kept)) await rm(path.join(options.folder, old), { force: true })
    }
    // Another server on the same folder may be making it, too: whole files take each other's place.
    const draft = `${file}.${newId()}`
    await writeFile(draft, bytes, { mode: 0o644 })
    await rename(draft, file)
    options.onPicture?.(Math.round(options.clock.monotonic() - begun))
    return file
  }

  const start = async (language: KernelLanguage): Promise<SandboxProcess> => {
    await mkdir(options.folder, { recursive: true })
    const process = await spawn(language, language === 'python' ? await pictureOfPython() : null)
    await process.ready
    return process
  }

  /** A process that is ready, and the next one ahead of need. */
  const take = async (language: KernelLanguage): Promise<SandboxProcess> => {
    const waiting = warm.get(language)
    warm.delete(language)
    const process = await (waiting ?? start(language))
    if (!closed && !warm.has(language)) {
      const next = start(language)
      // Whoever takes it sees the failure.
      next.catch(() => undefined)
      warm.set(language, next)
    }
    return alive.has(process) ? process : take(language)
  }

  const openKernel = (language: KernelLanguage, calls: KernelCalls): Kernel => {
    let process: Promise<SandboxProcess> | null = null
    let running: RunningCell | null = null
    let last: Promise<unknown> = Promise.resolve()
    let runs = 0
    let ended = false
    const refuse = (): void => {
      if (ended) throw new AppError('unavailable', 'The session of this code has ended.', { reason: 'kernel_closed' })
    }
    const kernel: Kernel = {
      language,
      async run(cell) {
        checkNames(language, cell)
        const result = last.then(async () => {
          refuse()
          let ready = await (process ??= take(language))
          if (!alive.has(ready)) ready = await (process = take(language))
          refuse()
          running = runCell({ process: ready, run: ++runs, language, cell, calls, limits, clock: options.clock })
          try {
            const result = await running.result
            // Python never gives memory back, and what crashed may be half alive.
            if (result.error?.code === 'memory' || result.error?.code === 'crashed') {
              ready.kill()
              process = null
            }
            return result
          } finally {
            running = null
          }
        })
        last = result.catch(() => {
          process = null
        })
        return await result
      },
      interrupt: () => running?.interrupt(),
      async close() {
        ended = true
        open.delete(kernel)
        running?.interrupt()
        await last
        const held = await process?.catch(() => null)
        held?.kill()
        await held?.ended
      },
    }
    return kernel
  }

  return {
    async open(language, calls) {
      if (closed) throw stopping()
      findPrograms()
      if (open.size >= options.maxOpen) {
        throw new AppError('limit_exceeded', `All ${options.maxOpen} sessions that may run code are taken. Close one, or try again in a while.`, {
          reason: 'kernels_busy',
          retryAfterSeconds: 30,
        })
      }
      const kernel = openKernel(language, calls)
      open.add(kernel)
      return kernel
    },
    prepare() {
      if (closed || picture !== undefined) return
      void mkdir(options.folder, { recursive: true })
        .then(() => pictureOfPython(true))
        .catch(() => undefined)
    },
    async close() {
      closed = true
      await Promise.all([...open].map((kernel) => kernel.close()))
      for (const process of alive) process.kill()
      await Promise.all([...alive].map((process) => process.ended))
    },
  }
}

const stopping = (): AppError => new AppError('unavailable', 'Atrium is stopping', { retryAfterSeconds: 5 })

async function versionOf(folder: string): Promise<string> {
  return (JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version
}
