import { Alert } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { failedForAbsence } from '../api/api-error.ts'
import { isServerAway, subscribeToPresence } from '../api/server-presence.ts'
import { healthQuery } from '../api/session.ts'
import { toastDone } from '../components/toast.ts'

const pauseMs = 1500

/** Says that the server does not answer, looks for it until it does, and then asks again what had failed meanwhile. */
export function ServerAway() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const away = useSyncExternalStore(subscribeToPresence, isServerAway)
  useEffect(() => {
    if (!away) return
    let timer = 0
    const look = (): void => {
      timer = window.setTimeout(() => void queryClient.fetchQuery({ ...healthQuery, staleTime: 0, retry: false }).catch(look), pauseMs)
    }
    look()
    return () => {
      window.clearTimeout(timer)
      if (isServerAway()) return
      askAgain(queryClient)
      toastDone(t('shell.serverBack'))
    }
  }, [away, queryClient, t])
  if (!away) return null
  return (
    <Alert role="alert" color="orange" radius={0} icon={<IconPlugConnectedX size={20} />} title={t('shell.serverAway')}>
      {t('shell.serverAwayText')}
    </Alert>
  )
}

function askAgain(queryClient: QueryClient): void {
  void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => failedForAbsence(state.error) })
}
