import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshEndpoints, updateEndpoint, type EndpointChange } from '../../api/endpoints.ts'
import { toastFailed } from '../../components/toast.ts'

/** Changes an endpoint and shows it anew; what goes wrong is said. Answers whether it worked. */
export function useEndpointChange(projectUuid: string, name: string): { busy: boolean; change: (wish: EndpointChange, version?: number) => Promise<boolean> } {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const change = async (wish: EndpointChange, version?: number): Promise<boolean> => {
    setBusy(true)
    try {
      await updateEndpoint(projectUuid, name, wish, version)
      await refreshEndpoints(queryClient, projectUuid)
      return true
    } catch (error) {
      toastFailed(t('endpoints.changeFailed'), error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, change }
}
