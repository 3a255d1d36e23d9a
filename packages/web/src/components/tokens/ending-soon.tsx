import { Alert, Text } from '@mantine/core'
import { IconClockExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Token } from '../../api/tokens.ts'
import { stateOf } from './lifetimes.ts'

/** Warns of tokens that end within a week, by name; nothing when there is none. */
export function EndingSoon({ tokens }: { tokens: readonly Token[] }) {
  const { t } = useTranslation()
  const soon = tokens.filter(({ expiresAt }) => stateOf(expiresAt) === 'soon')
  if (soon.length === 0) return null
  return (
    <Alert color="orange" variant="light" icon={<IconClockExclamation size={18} />} mb="md">
      <Text size="sm" fw={600}>
        {t('tokens.soonTitle', { count: soon.length })}
      </Text>
      {t('tokens.soonText', { names: soon.map(({ description }) => description).join(', ') })}
    </Alert>
  )
}
