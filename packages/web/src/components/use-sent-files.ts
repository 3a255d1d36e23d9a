import { useEffect, useState } from 'react'
import { writeZip } from '@atrium/semantic'
import { isAborted } from '../api/api-error.ts'
import { sendFile, type UploadPurpose } from '../api/uploads.ts'
import { useDiscardOnLeave } from './use-discard-on-leave.ts'

export type SentFiles = { share: number; uploadUuid: string | null; error: unknown }

const nothingSent: SentFiles = { share: 0, uploadUuid: null, error: null }

/** Sends files as one upload, several of them packed together. It is taken away again with the page, unless `keep` was called. */
export function useSentFiles(projectUuid: string, files: readonly File[], purpose: UploadPurpose = 'models'): SentFiles & { keep: () => void } {
  const [state, setState] = useState(nothingSent)
  useEffect(() => {
    const abort = new AbortController()
    setState(nothingSent)
    packed(files)
      .then((file) => sendFile(projectUuid, file, { purpose, signal: abort.signal, onProgress: (share) => setState({ ...nothingSent, share }) }))
      .then(
        (uploadUuid) => setState({ share: 1, uploadUuid, error: null }),
        (error: unknown) => {
          if (!isAborted(error)) setState({ ...nothingSent, error })
        },
      )
    return () => abort.abort()
  }, [projectUuid, files, purpose])

  return { ...state, keep: useDiscardOnLeave(projectUuid, state.uploadUuid) }
}

async function packed(files: readonly File[]): Promise<File> {
  const [first] = files
  if (files.length === 1 && first !== undefined) return first
  const read = await Promise.all(
    files.map(async (file) => ({
      path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
  return new File([new Uint8Array(writeZip(read))], 'files.zip')
}
