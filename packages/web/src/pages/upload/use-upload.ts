import { useEffect, useState } from 'react'
import { isAborted } from '../../api/api-error.ts'
import { previewUpload, sendFile, type ColumnType, type ReadOptions, type UploadPreview } from '../../api/uploads.ts'
import { useDiscardOnLeave } from '../../components/use-discard-on-leave.ts'

/** What a person said about the file; the rest is found out. */
export type UploadChoices = { options: ReadOptions; types: Readonly<Record<number, ColumnType>> }

export type UploadState =
  | { step: 'sending'; share: number }
  /** `preview` is the last one while a new one is made. */
  | { step: 'reading'; uploadUuid: string; preview: UploadPreview | null }
  | { step: 'ready'; uploadUuid: string; preview: UploadPreview }
  | { step: 'failed'; error: unknown; uploadUuid: string | null; preview: UploadPreview | null }

/**
 * Sends a file and looks into it, again whenever `choices` change. When the page is left it is taken away from the server,
 * unless `keep` was called: a model was made of it.
 */
export function useUpload(projectUuid: string, file: File, choices: UploadChoices): { state: UploadState; keep: () => void } {
  const [state, setState] = useState<UploadState>({ step: 'sending', share: 0 })
  const [uploadUuid, setUploadUuid] = useState<string | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    setState({ step: 'sending', share: 0 })
    sendFile(projectUuid, file, { signal: abort.signal, onProgress: (share) => setState({ step: 'sending', share }) }).then(setUploadUuid, (error: unknown) => {
      if (!isAborted(error)) setState({ step: 'failed', error, uploadUuid: null, preview: null })
    })
    return () => abort.abort()
  }, [projectUuid, file])

  useEffect(() => {
    if (uploadUuid === null) return
    const abort = new AbortController()
    setState((before) => ({ step: 'reading', uploadUuid, preview: previewOf(before) }))
    previewUpload(projectUuid, uploadUuid, choices, abort.signal).then(
      (preview) => setState({ step: 'ready', uploadUuid, preview }),
      (error: unknown) => {
        if (!isAborted(error)) setState((before) => ({ step: 'failed', error, uploadUuid, preview: previewOf(before) }))
      },
    )
    return () => abort.abort()
  }, [projectUuid, uploadUuid, choices])

  return { state, keep: useDiscardOnLeave(projectUuid, uploadUuid) }
}

const previewOf = (state: UploadState): UploadPreview | null => (state.step === 'sending' ? null : state.preview)
