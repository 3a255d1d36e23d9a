import { List, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TestedConnection, TestedStep } from '../../api/connections.ts'

const signs = { ok: IconCheck, failed: IconX, not_tried: IconMinus } as const
const colors = { ok: 'green', failed: 'red', not_tried: 'gray' } as const

/** The steps of a test of a connection, each with its time and what was found or what to do. */
export function TestedSteps({ tested }: { tested: TestedConnection }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      <Text size="sm" fw={600} mb={6}>
        {t(tested.ok ? 'connection.works' : 'connection.doesNotWork')}
      </Text>
      <List spacing={6} size="sm" center={false}>
        {tested.steps.map((step) => (
          <Step key={step.step} tested={step} />
        ))}
      </List>
    </div>
  )
}

function Step({ tested: { step, outcome, milliseconds, message } }: { tested: TestedStep }) {
  const { t } = useTranslation()
  const Sign = signs[outcome]
  return (
    <List.Item
      icon={
        <ThemeIcon size={20} radius="xl" color={colors[outcome]} variant="light" role="img" aria-label={t(`connection.outcomes.${outcome}`)}>
          <Sign size={13} aria-hidden />
        </ThemeIcon>
      }
    >
      {t(`connection.steps.${step}`)}
      {outcome !== 'not_tried' && (
        <Text span size="xs" c="dimmed">
          {' '}
          {t('connection.milliseconds', { count: milliseconds })}
        </Text>
      )}
      {message !== '' && (
        <Text size="xs" {...(outcome === 'failed' ? {} : { c: 'dimmed' })}>
          {message}
        </Text>
      )}
    </List.Item>
  )
}
