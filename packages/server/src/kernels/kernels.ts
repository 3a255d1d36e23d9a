import path from 'node:path'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import type { Clock } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { findPrograms } from './deno-program.ts'
import { createSlots } from '../warehouses/slots.ts'
import { defaultKernelLimits, type CellRun, type CellResult, type Kernel, type KernelCalls, type KernelLanguage, type KernelLimits } from './kernel.ts'
import { checkNames } from './names.ts'
import { runCell, type RunningCell } from './run-cell.ts'
import { sandboxCommand } from './sandbox-command.ts'
import { createSpares } from './spares.ts'
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts'

export type KernelsOptions = {
  /** The bundled `kernel-main.js`, its workers beside it. */
  entry: string
  /** Where the picture of Python's memory is kept. */
  folder: string
  clock: Clock
  /** Cells that may run at the same time, of all kernels: no more processes are held than that. */
  maxRunning: number
  limits?: Partial<KernelLimits>
  /** Told, in milliseconds, that the picture of Python's memory was made. */
  onPicture?(ms: number): void
}

/**
 * Opens kernels, and keeps one process of each language that was asked for ready ahead. However many are open, their cells share what may
 * run: nobody has more than half of it, and a process that rests between two cells makes way for a cell that needs one.
 */
export type Kernels = {
  /** Throws `unavailable` (`code_cells_off`) where the platform has no sandbox. */
  open(language: KernelLanguage, calls: KernelCalls): Promise<Kernel>
  /**
   * Makes the picture of Python's memory where there is none, behind everything else that the machine does: the first cell of Python would
   * wait for it. Where that does not work, the first cell says why.
   */
  prepare(): void
  close(): Promise<void>
}

/** Cells that wait for their turn. */
const maxWaiting = 200

export function createKernels(options: KernelsOptions): Kernels {
  const limits = { ...defaultKernelLimits, ...options.limits }
  const open = new Set<Kernel>()
  const alive = new Set<SandboxProcess>()
  const slots = createSlots({ slots: options.maxRunning, maxWaiting, share: 0.5 })
  let running = 0
  let ranLately = false
  /** Processes of kernels that run nothing, the one that rests longest first. */
  const resting = new Set<SandboxProcess>()
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
    void process.ended.then(() => alive.delete(process) && resting.delete(process))
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

  const spares = createSpares({
    start,
    isBusy() {
      const was = ranLately || running > 0
      ranLately = false
      return was
    },
  })

  /** A process that is ready. */
  const take = async (language: KernelLanguage): Promise<SandboxProcess> => {
    const process = await (spares.take(language) ?? start(language))
    if (!closed) spares.wish(language)
    return alive.has(process) ? process : take(language)
  }

  /** Room for one more cell that runs: who rests longest makes way. A kernel keeps nothing, so that its next cell gets another process. */
  const makeRoom = async (): Promise<void> => {
    const [longest] = resting
    if (longest === undefined || running + resting.size <= options.maxRunning) return
    resting.delete(longest)
    longest.kill()
    await longest.ended
  }

  const openKernel = (language: KernelLanguage, calls: KernelCalls): Kernel => {
    const closing = new AbortController()
    let process: SandboxProcess | null = null
    let now: RunningCell | null = null
    let last: Promise<unknown> = Promise.resolve()
    let runs = 0
    const refuse = (): void => {
      if (closing.signal.aborted) throw new AppError('unavailable', 'The session of this code has ended.', { reason: 'kernel_closed' })
    }
    const runNow = async (cell: CellRun): Promise<CellResult> => {
      refuse()
      running++
      try {
        // What does not rest any more has made way, or ended.
        if (process === null || !resting.delete(process)) {
          process = null
          await makeRoom()
          process = await take(language)
        }
        refuse()
        now = runCell({ process, run: ++runs, language, cell, calls, limits, clock: options.clock })
        const result = await now.result
        // Python never gives memory back, and what crashed may be half alive.
        if (result.error?.code === 'memory' || result.error?.code === 'crashed') process.kill()
        else if (alive.has(process)) resting.add(process)
        return result
      } finally {
        now = null
        running--
        ranLately = true
      }
    }
    const kernel: Kernel = {
      language,
      async run(cell, { fairKey, signal }) {
        checkNames(language, cell)
        const wanted = AbortSignal.any([signal, closing.signal])
        const result = last.then(() => {
          refuse()
          return slots.run(fairKey, wanted, () => runNow(cell))
        })
        last = result.catch(() => undefined)
        return await result
      },
      interrupt: () => now?.interrupt(),
      async close() {
        closing.abort()
        open.delete(kernel)
        now?.interrupt()
        await last
        process?.kill()
        await process?.ended
      },
    }
    return kernel
  }

  return {
    async open(language, calls) {
      if (closed) throw stopping()
      findPrograms()
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
      spares.close()
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
