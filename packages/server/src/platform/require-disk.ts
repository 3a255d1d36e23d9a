import { statfs } from 'node:fs/promises'
import { AppError } from './errors.ts'

/** What stays free for the store and the warehouse when files are written that people ask for, in bytes. */
export const keptFree = 256 * 1024 * 1024

/** Throws `unavailable` when the disk that holds `folder` has less than `bytes` free: better than half a file, or a store that cannot write. */
export async function requireDisk(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < bytes) throw diskFull()
}

/** The disk is full, as it was found before or while writing. */
export const diskFull = (cause?: unknown): AppError =>
  new AppError(
    'unavailable',
    'The disk of the server has no room for this file. Nothing was changed.',
    { reason: 'disk_full', retryAfterSeconds: 60 },
    { cause },
  )
