import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginGoogleLinking, googleAccountQuery, unlinkGoogle } from '../../api/integrations.ts'
import { Card } from '../../components/card.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'

/** The reader's account at Google for sheets: linked and unlinked here. Nothing where Google is not connected. */
export function GoogleAccountCard() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const account = useQuery(googleAccountQuery).data
  const [busy, setBusy] = useState(false)
  const wasDenied = useLocation({ select: ({ searchStr }) => new URLSearchParams(searchStr).get('google') }) === 'denied'
  if (account?.isAvailable !== true) return null
  const { email } = account
  const link = async (): Promise<void> => {
    setBusy(true)
    try {
      window.location.assign((await beginGoogleLinking('/me')).url)
    } catch (error) {
      toastFailed(t('sheets.linkFailed'), error)
      setBusy(false)
    }
  }
  const unlink = async (): Promise<void> => {
    setBusy(true)
    try {
      await unlinkGoogle()
      await queryClient.invalidateQueries({ queryKey: googleAccountQuery.queryKey })
      toastDone(t('sheets.unlinked'))
    } catch (error) {
      toastFailed(t('sheets.unlinkFailed'), error)
    }
    setBusy(false)
  }
  return (
    <Card title={t('sheets.account')} text={t('sheets.accountText')}>
      {wasDenied && email === null && (
        <Alert color="red" variant="light" role="alert" mb="sm">
          {t('sheets.denied')}
        </Alert>
      )}
      <Group justify="space-between">
        <Text size="sm">{email ?? t('sheets.notLinked')}</Text>
        <Button size="xs" variant="default" loading={busy} onClick={() => void (email === null ? link() : unlink())}>
          {t(email === null ? 'sheets.link' : 'sheets.unlink')}
        </Button>
      </Group>
    </Card>
  )
}
