import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { requireDisk } from '../../../platform/require-disk.ts'
import type { Ingest } from '../../../warehouses/ingest/ingest-client.ts'
import { keepInputFile } from '../execution/keep-input-file.ts'
import { openInputs } from './session-inputs.ts'
import { documentOf, openSessionTarget, type SessionKey, type SessionTarget } from './session-target.ts'
import type { SessionsCtx } from './sessions-ctx.ts'

type UploadCtx = SessionsCtx & { uploads: { folder: string; ingest: Ingest } }

/**
 * Reads a file for an input of a session and keeps its rows. What it answers is what the input is set to then. Throws `not_found` for an
 * input that is none of files, `invalid` for what cannot be read.
 */
export const uploadFile = readOperation<UploadCtx, SessionKey & { inputName: string; file: Buffer }, SessionTarget, { value: string }>({
  name: 'app_sessions.upload',
  action: 'app.run',
  allow: ['embed'],
  changesElsewhere: true,
  target: openSessionTarget,
  async run(ctx, { inputName, file }, target) {
    const { document } = await documentOf(ctx, target)
    const input = openInputs(document, target.session).find(({ name }) => name.toLowerCase() === inputName.toLowerCase())
    if (input?.input.type !== 'file') throw new AppError('not_found', 'There is no input here that takes a file by this name.', { reason: 'input_missing' })
    if (file.length === 0) throw new AppError('invalid', 'The file is empty. Choose a file with a header line and rows.', { reason: 'file_empty' })
    const folder = path.join(ctx.uploads.folder, newId())
    await mkdir(folder, { recursive: true, mode: 0o700 })
    try {
      // The file, and its rows twice.
      await requireDisk(folder, 3 * file.length)
      await writeFile(path.join(folder, 'file'), file, { mode: 0o600 })
      const { value } = await keepInputFile(ctx, { projectId: target.projectId, file: path.join(folder, 'file') })
      ctx.sessions.markUsed(target.session.id)
      return { value }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})
