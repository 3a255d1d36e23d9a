import { useEffect, useRef } from 'react'
import { discardUpload } from '../api/uploads.ts'

/**
 * Takes an upload away from the server when the page is left or another one takes its place. Answers what to call once it
 * is used, which keeps it.
 */
export function useDiscardOnLeave(projectUuid: string, uploadUuid: string | null): () => void {
  const isUsed = useRef(false)
  useEffect(() => {
    if (uploadUuid === null) return
    return () => {
      // What is left behind all the same is gone after a day.
      if (!isUsed.current) void discardUpload(projectUuid, uploadUuid).catch(() => undefined)
    }
  }, [projectUuid, uploadUuid])
  return () => {
    isUsed.current = true
  }
}
