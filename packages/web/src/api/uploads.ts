import { ApiError } from './api-error.ts'
import { request } from './client.ts'

export const columnTypes = ['text', 'number', 'date', 'timestamp', 'boolean'] as const
export type ColumnType = (typeof columnTypes)[number]
export const delimiters = [',', ';', '\t', '|'] as const

/** How a file is to be read, as far as a person said so. */
export type ReadOptions = { delimiter?: string; header?: boolean; decimal?: string; sheet?: string }
export type UploadColumn = { name: string; label: string; type: ColumnType; format: string | null; misfits: number }
export type UploadPreview = {
  kind: 'csv' | 'json' | 'parquet' | 'xlsx'
  options: { delimiter: string | null; header: boolean | null; decimal: string | null; sheet: string | null }
  sheets: string[]
  columns: UploadColumn[]
  rowCount: number
  rows: (string | null)[][]
  suggestedName: string
}
export type NewModel = { name: string; label: string; options: ReadOptions; columns: { source: number; name: string; label: string; type: ColumnType }[] }
export type CreatedModel = { exploreName: string; file: string; rowCount: number; chart: { dimension: string | null; metric: string | null } }

const base = (projectUuid: string, uploadUuid?: string): string =>
  `/api/v1/app/uploads/${encodeURIComponent(projectUuid)}${uploadUuid === undefined ? '' : `/${encodeURIComponent(uploadUuid)}`}`

/** What is to become of a file. */
export type UploadPurpose = 'models' | 'content'
type Sending = { purpose?: UploadPurpose; signal: AbortSignal; onProgress: (share: number) => void }

/** Times a part is tried before the upload is given up. */
const tries = 4

/** Sends a file in parts, so that a lost connection costs one part. `onProgress` is told the share that arrived. Answers its id. */
export async function sendFile(projectUuid: string, file: File, { purpose = 'models', signal, onProgress }: Sending): Promise<string> {
  const begun = { fileName: file.name.slice(-255), size: file.size, purpose }
  const { uploadUuid, partBytes } = await request<{ uploadUuid: string; partBytes: number }>(base(projectUuid), { method: 'POST', body: begun, signal })
  for (let offset = 0; offset < file.size; offset += partBytes) {
    await sendPart(`${base(projectUuid, uploadUuid)}?offset=${offset}`, file.slice(offset, offset + partBytes), signal)
    onProgress(Math.min(1, (offset + partBytes) / file.size))
  }
  return uploadUuid
}

async function sendPart(path: string, part: Blob, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await request(path, { method: 'PUT', bytes: part, signal })
      return
    } catch (error) {
      const isLost = error instanceof ApiError && (error.statusCode === 0 || error.statusCode >= 500)
      if (!isLost || attempt === tries) throw error
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt))
    }
  }
}

export const previewUpload = (
  projectUuid: string,
  uploadUuid: string,
  body: { options: ReadOptions; types: Readonly<Record<number, ColumnType>> },
  signal: AbortSignal,
): Promise<UploadPreview> => request(`${base(projectUuid, uploadUuid)}/preview`, { method: 'POST', body, signal })

export const createModelFromUpload = (projectUuid: string, uploadUuid: string, model: NewModel): Promise<CreatedModel> =>
  request(`${base(projectUuid, uploadUuid)}/model`, { method: 'POST', body: model })

export const discardUpload = (projectUuid: string, uploadUuid: string): Promise<unknown> => request(base(projectUuid, uploadUuid), { method: 'DELETE' })
