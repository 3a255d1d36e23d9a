import { Alert, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LostNames as Lost } from '../../api/develop.ts'
import { UsedBy } from './impact-list.tsx'

const most = 8

/** Says, before a text is saved, what would not work any more that charts and dashboards use, and who would notice. */
export function LostNames({ projectUuid, lost }: { projectUuid: string; lost: Lost }) {
  const { t } = useTranslation()
  const { explores, fields, charts, dashboards, hidden } = lost
  if (charts.length + dashboards.length + hidden === 0) return null
  return (
    <Alert color="orange" variant="light" role="group" aria-label={t('contentImpact.title')}>
      <Stack gap={6}>
        {explores.length > 0 && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('contentImpact.lostExplores', { count: explores.length, names: listed(explores) })}
          </Text>
        )}
        {fields.length > 0 && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('contentImpact.lostFields', { count: fields.length, names: listed(fields) })}
          </Text>
        )}
        <UsedBy projectUuid={projectUuid} used={lost} />
      </Stack>
    </Alert>
  )
}

const listed = (names: readonly string[]): string => names.slice(0, most).join(', ') + (names.length > most ? ' …' : '')
