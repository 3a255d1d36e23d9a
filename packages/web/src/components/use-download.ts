import { useCallback, useState } from 'react'
import { requestFile } from '../api/client.ts'
import { saveFile } from './save-file.ts'
import { toastFailed } from './toast.ts'

/** Has the browser save files that the server makes, which may take a while. When it can't, that is said under `failed`. */
export function useDownload(failed: string): { isLoading: boolean; download: (address: string, fileName: string) => void } {
  const [isLoading, setIsLoading] = useState(false)
  const download = useCallback(
    (address: string, fileName: string): void => {
      setIsLoading(true)
      requestFile(address)
        .then((file) => saveFile(fileName, file, file.type))
        .catch((error: unknown) => toastFailed(failed, error))
        .finally(() => setIsLoading(false))
    },
    [failed],
  )
  return { isLoading, download }
}
