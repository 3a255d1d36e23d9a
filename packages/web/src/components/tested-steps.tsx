import { List, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** One step of a test; `name` is what it looks at, in the reader's words. */
export type ShownStep = { name: string; outcome: 'ok' | 'failed' | 'not_tried'; milliseconds: number; message: string }

const signs = { ok: IconCheck, failed: IconX, not_tried: IconMinus } as const
const colors = { ok: 'green', failed: 'red', not_tried: 'gray' } as const

/** The steps of a test of something outside, each with its time and what was found or what to do. */
export function TestedSteps({ title, steps }: { title: string; steps: readonly ShownStep[] }) {
  return (
    <div role="status">
      <Text size="sm" fw={600} mb={6}>
        {title}
      </Text>
      <List spacing={6} size="sm" center={false}>
        {steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </List>
    </div>
  )
}

function Step({ step: { name, outcome, milliseconds, message } }: { step: ShownStep }) {
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
      {name}
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
