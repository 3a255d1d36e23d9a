import { useEffect, useRef, useState } from 'react'
import { writeZip } from '@atrium/semantic'
import { isAborted } from '../../../api/api-error.ts'
import { discardUpload, sendFile } from '../../../api/uploads.ts'

export type SentFiles = { share: number; uploadUuid: string | null; error: unknown }

const nothingSent: SentFiles = { share: 0, uploadUuid: null, error: null }

/** Sends files as one upload, several of them packed together. It is taken away again with the page, unless `keep` was called. */
export function useSentFiles(projectUuid: string, files: readonly File[]): SentFiles & { keep: () => void } {
  const [state, setState] = useState(nothingSent)
  const isUsed = useRef(false)
  useEffect(() => {
    const abort = new AbortController()
    setState(nothingSent)
    packed(files)
      .then((file) => sendFile(projectUuid, file, abort.signal, (share) => setState({ ...nothingSent, share })))
      .then(
        (uploadUuid) => setState({ share: 1, uploadUuid, error: null }),
        (error: unknown) => {
          if (!isAborted(error)) setState({ ...nothingSent, error })
        },
      )
    return () => abort.abort()
  }, [projectUuid, files])

  const { uploadUuid } = state
  useEffect(() => {
    if (uploadUuid === null) return
    return () => {
      // What is left behind all the same is gone after a day.
      if (!isUsed.current) void discardUpload(projectUuid, uploadUuid).catch(() => undefined)
    }
  }, [projectUuid, uploadUuid])
  return {
    ...state,
    keep: () => {
      isUsed.current = true
    },
  }
}

async function packed(files: readonly File[]): Promise<File> {
  const [first] = files
  if (files.length === 1 && first !== undefined) return first
  const read = await Promise.all(files.map(async (file) => ({ path: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
  return new File([new Uint8Array(writeZip(read))], 'models.zip')
}
