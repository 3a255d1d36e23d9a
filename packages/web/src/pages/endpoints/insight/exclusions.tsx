import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RemoveButton } from '../../../components/remove-button.tsx'
import { EventField, type EventSource } from './event-field.tsx'
import { nodesOf, withValues, type Part } from './insight-form.ts'
import type { InsightWords } from './insight-words.ts'

type Props = EventSource & { words: InsightWords; exclusions: readonly Part[]; onChange: (exclusions: Part[] | undefined) => void }

/** Events after which somebody leaves a funnel, and between which steps. */
export function Exclusions({ projectUuid, model, words, exclusions, onChange }: Props) {
  const { t } = useTranslation()
  const steps = nodesOf(words).length
  const set = (next: Part[]): void => onChange(next.length === 0 ? undefined : next)
  const stepOf = (exclusion: Part, name: 'funnelFromStep' | 'funnelToStep', place: number) => (
    <NativeSelect
      size="xs"
      label={t(name === 'funnelFromStep' ? 'insightForm.afterStep' : 'insightForm.beforeStep')}
      value={String(exclusion[name])}
      onChange={(event) => set(exclusions.with(place, withValues(exclusion, { [name]: Number(event.currentTarget.value) })))}
      data={Array.from({ length: steps }, (_, step) => ({ value: String(step), label: String(step + 1) }))}
    />
  )
  return (
    <Stack gap="xs">
      {exclusions.map((exclusion, place) => (
        // Exclusions have nothing but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Group key={place} gap="xs" align="end" role="group" aria-label={t('insightForm.exclusion', { number: place + 1 })}>
          <EventField
            {...{ projectUuid, model }}
            label={t('insightForm.notDone')}
            value={typeof exclusion['event'] === 'string' ? exclusion['event'] : ''}
            onChange={(event) => set(exclusions.with(place, withValues(exclusion, { event: event === '' ? null : event })))}
          />
          {stepOf(exclusion, 'funnelFromStep', place)}
          {stepOf(exclusion, 'funnelToStep', place)}
          <RemoveButton
            label={t('insightForm.removeOf', { name: t('insightForm.exclusion', { number: place + 1 }) })}
            onClick={() => set(exclusions.toSpliced(place, 1))}
          />
        </Group>
      ))}
      {exclusions.length < 10 && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => set([...exclusions, { kind: 'EventsNode', event: null, funnelFromStep: 0, funnelToStep: Math.max(1, steps - 1) }])}
        >
          {t('insightForm.addExclusion')}
        </Button>
      )}
    </Stack>
  )
}
