import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Ctx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid, newId } from '../../platform/ids.ts'
import { diskFull, requireDisk } from '../../platform/require-disk.ts'
import type { Uploads } from './uploads-ctx.ts'

/** Milliseconds for which a file waits. */
export const uploadLifetimeMs = 24 * 3600 * 1000
/** Files of one person that wait at a time; the oldest gives way. */
const mostOfOnePerson = 3

export type UploadNote = {
  id: string
  projectId: string
  userId: string
  fileName: string
  size: number
  createdAt: number
  /** It is read within one request, and waits for nobody: it gives way to no other file, and no other one to it. */
  isPassing?: boolean
}
export type Upload = UploadNote & { folder: string; file: string }

type Place = Pick<Uploads, 'folder'>

/** Makes room for a file. Throws `limit_exceeded` for one that is too large, `unavailable` when the disk is full. */
export async function beginUploadFolder(uploads: Uploads, note: Omit<UploadNote, 'id'>): Promise<Upload> {
  if (note.size > uploads.maxBytes) {
    throw new AppError(
      'invalid',
      `The file has ${megabytes(note.size)} MB; ${megabytes(uploads.maxBytes)} MB are the most. Make it smaller, save it as Parquet, or ask an administrator to raise ATRIUM_MAX_UPLOAD_MEGABYTES.`,
      { reason: 'file_too_large' },
    )
  }
  await mkdir(uploads.folder, { recursive: true, mode: 0o700 })
  if (note.isPassing !== true) await makeWay(uploads, note.userId)
  // The file, its stage and its table.
  await requireDisk(uploads.folder, 3 * note.size)
  const id = newId()
  const folder = path.join(uploads.folder, id)
  await mkdir(folder, { mode: 0o700 })
  await writeFile(path.join(folder, 'file'), '', { mode: 0o600 })
  await writeFile(path.join(folder, 'note.json'), JSON.stringify({ id, ...note }), { mode: 0o600 })
  return { id, ...note, folder, file: path.join(folder, 'file') }
}

async function makeWay(uploads: Place, userId: string): Promise<void> {
  const waiting = (await listUploads(uploads)).filter((upload) => upload.userId === userId && upload.isPassing !== true)
  for (const old of waiting.toSorted((a, b) => b.createdAt - a.createdAt).slice(mostOfOnePerson - 1)) await removeUpload(old)
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024)

/** The caller's upload in a project; `not_found` for all others, whosesoever they are. */
export async function findUpload(ctx: Ctx & { uploads: Place }, input: { projectId: string; uploadId: string }): Promise<Upload> {
  const found = isUuid(input.uploadId) ? await readNote(path.join(ctx.uploads.folder, input.uploadId.toLowerCase())) : null
  if (found === null || found.projectId !== input.projectId || ctx.actor.kind !== 'user' || found.userId !== ctx.actor.userId) {
    throw new AppError('not_found', 'This upload is not there any more. Choose the file again.', { reason: 'upload_missing' })
  }
  return found
}

/** The same once all of it has arrived. */
export async function findWholeUpload(ctx: Ctx & { uploads: Place }, input: { projectId: string; uploadId: string }): Promise<Upload> {
  const upload = await findUpload(ctx, input)
  const { size } = await stat(upload.file)
  if (size !== upload.size) throw new AppError('invalid', `Only ${size} of ${upload.size} bytes have arrived`, { reason: 'upload_incomplete' })
  return upload
}

/** Writes a part where it belongs; the same part twice changes nothing. Answers how much is there. */
export async function writePart({ file, size }: Upload, offset: number, part: Buffer): Promise<number> {
  const handle = await open(file, 'r+')
  try {
    const { size: there } = await handle.stat()
    if (offset > there || offset + part.length > size) {
      throw new AppError('invalid', `A part from ${offset} to ${offset + part.length} does not fit: ${there} of ${size} bytes are there`, {
        reason: 'upload_part',
      })
    }
    await handle.write(part, 0, part.length, offset)
    return Math.max(there, offset + part.length)
  } catch (error) {
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw diskFull(error)
    throw error
  } finally {
    await handle.close()
  }
}

export const removeUpload = ({ folder }: Pick<Upload, 'folder'>): Promise<void> => rm(folder, { recursive: true, force: true })

/** Every file that waits. */
export async function listUploads({ folder }: Place): Promise<Upload[]> {
  const names = await readdir(folder).catch(() => [])
  const notes = await Promise.all(names.filter(isUuid).map((name) => readNote(path.join(folder, name))))
  return notes.filter((note) => note !== null)
}

/** Folders of which nothing is known, since `before`: somebody was stopped while they made them. */
export async function listNoteless({ folder }: Place, before: number): Promise<Pick<Upload, 'folder'>[]> {
  const names = await readdir(folder).catch(() => [])
  const folders = names.filter(isUuid).map((name) => path.join(folder, name))
  const left = await Promise.all(folders.map(async (one) => (await stat(one).catch(() => null))?.mtimeMs ?? Infinity))
  const old = folders.filter((_, place) => (left[place] ?? Infinity) < before)
  const notes = await Promise.all(old.map(readNote))
  return old.flatMap((one, place) => (notes[place] === null ? [{ folder: one }] : []))
}

async function readNote(folder: string): Promise<Upload | null> {
  const text = await readFile(path.join(folder, 'note.json'), 'utf8').catch(() => null)
  const note = text === null ? null : readJson(text)
  return note === null ? null : { ...note, folder, file: path.join(folder, 'file') }
}

/** Null: whoever wrote it was stopped. */
function readJson(text: string): UploadNote | null {
  try {
    return JSON.parse(text) as UploadNote
  } catch {
    return null
  }
}
