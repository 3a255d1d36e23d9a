import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshModels } from '../../api/develop.ts'
import { pullModels, repositoryQuery } from '../../api/repositories.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'

/** Reads the repository and compiles its models; `isPulling` until that is done. What went wrong is said, and stays on the page. */
export function usePull(projectUuid: string): { isPulling: boolean; pull: () => Promise<void> } {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isPulling, setPulling] = useState(false)
  const pull = async (): Promise<void> => {
    setPulling(true)
    try {
      await pullModels(projectUuid)
      toastDone(t('git.pulled'))
    } catch (error) {
      toastFailed(t('git.pullFailed'), error)
    }
    await queryClient.invalidateQueries({ queryKey: repositoryQuery(projectUuid).queryKey })
    await refreshModels(queryClient, projectUuid)
    setPulling(false)
  }
  return { isPulling, pull }
}
