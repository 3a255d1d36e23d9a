import path from 'node:path'
import { createKernels, type Kernels } from '../../../kernels/kernels.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db/db.ts'
import { installedFile } from '../../../platform/installed-file.ts'
import { createResults, type Results } from '../../../results/results.ts'
import { mostResultRows } from './limits.ts'
import { createNotebookReader, type NotebookReader } from './reader/notebook-reader.ts'

/** Where cells run, and where what they answer lies. */
export type ExecutionRooms = { results: Results; kernels: Kernels; notebooks: NotebookReader; close(): Promise<void> }

type Place = {
  db: Db
  clock: Clock
  /** Of the data, and of what is gone when the server ends. */
  folder: string
  tempFolder: string
  /** Of the engine of results, and of the whole machine. */
  memoryMegabytes: number
  machineBytes: number
  threads: number
  answerBytes: number
  onWarning(message: string, details: Record<string, unknown>): void
  onInfo(message: string, details: Record<string, unknown>): void
}

const megabyte = 1024 * 1024

/** Opens what running cells needs; nothing is started before it is asked for, but one thread that reads notebooks. */
export function openExecutionRooms({
  db,
  clock,
  folder,
  tempFolder,
  memoryMegabytes,
  machineBytes,
  threads,
  answerBytes,
  onWarning,
  onInfo,
}: Place): ExecutionRooms {
  const results = createResults({
    entry: installedFile('engine-process.js', 'dist/engine-process.js'),
    db,
    clock,
    folder: path.join(folder, 'results'),
    tempFolder: path.join(tempFolder, 'results'),
    memoryMegabytes,
    threads,
    slots: threads,
    maxWaiting: 200,
    idleMs: 5 * 60_000,
    onWarning,
    limits: {
      maxRows: mostResultRows,
      maxBytes: 512 * megabyte,
      projectBytes: 10 * 1024 * megabyte,
      keptMs: 30 * 86_400_000,
      answerBytes,
      arrowBytes: 512 * megabyte,
    },
  })
  const kernels = createKernels({
    entry: installedFile('kernel-main.js', 'dist/kernel-main.js'),
    folder: path.join(folder, 'kernels'),
    clock,
    // One needs a gigabyte and a half at worst.
    maxRunning: Math.min(25, Math.max(2, Math.floor(machineBytes / 1.5 / 1024 ** 3))),
    onPicture: (ms) => onInfo('Python was made ready for cells of code: from now on it starts at once', { ms }),
  })
  const notebooks = createNotebookReader({
    entry: installedFile('notebook-reader-main.js', 'dist/notebook-reader-main.js'),
    timeoutMs: 5000,
    memoryMegabytes: 512,
    threads: 2,
    kept: 200,
  })
  return {
    results,
    kernels,
    notebooks,
    async close() {
      await notebooks.close()
      await kernels.close()
      await results.close()
    },
  }
}
