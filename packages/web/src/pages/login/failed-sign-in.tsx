import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import texts from '../../i18n/sign-in.json'

type Reason = keyof typeof texts.signInFailed.reasons

const isReason = (text: string): text is Reason => Object.hasOwn(texts.signInFailed.reasons, text)

/** What kept an identity provider from signing somebody in, or from being linked: why, and what to do. Nothing where nothing failed. */
export function FailedSignIn({ isLinking = false }: { isLinking?: boolean }) {
  const { t } = useTranslation()
  const search = new URLSearchParams(useLocation({ select: ({ searchStr }) => searchStr }))
  const failed = search.get('failed')
  if (failed === null) return null
  const provider = search.get('provider')
  const reason = isReason(failed) ? failed : 'unknown'
  const title = isLinking ? t('signInFailed.linkTitle') : provider === null ? t('signInFailed.titleUnnamed') : t('signInFailed.title', { provider })
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={20} />} title={title} role="alert" mb="md">
      <Text size="sm">{t(`signInFailed.reasons.${reason}`)}</Text>
    </Alert>
  )
}
