import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { cadenceKinds, type Cadence } from '../../../api/app-schedules.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { weekdays } from './cadence-text.ts'

type Props = { cadence: Cadence; onChange: (cadence: Cadence) => void }

/** How often, and when. */
export function CadenceFields({ cadence, onChange }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  return (
    <Group gap="sm" align="flex-start">
      <Select
        label={t('appSchedules.how')}
        w={170}
        data={cadenceKinds.map((value) => ({ value, label: t(`appSchedules.kind.${value}`) }))}
        value={cadence.kind}
        allowDeselect={false}
        onChange={(picked) => {
          const kind = cadenceKinds.find((one) => one === picked)
          if (kind !== undefined) onChange(firstOf(kind, cadence))
        }}
      />
      {cadence.kind === 'weekly' && (
        <Select
          label={t('appSchedules.weekday')}
          w={160}
          data={weekdays(locale).map((label, day) => ({ value: String(day), label }))}
          value={String(cadence.weekday)}
          allowDeselect={false}
          onChange={(picked) => onChange({ ...cadence, weekday: Number(picked ?? 0) })}
        />
      )}
      {cadence.kind === 'monthly' && (
        <NumberInput
          label={t('appSchedules.day')}
          description={t('appSchedules.dayHint')}
          w={260}
          min={1}
          max={28}
          clampBehavior="strict"
          allowDecimal={false}
          value={cadence.day}
          onChange={(day) => onChange({ ...cadence, day: Number(day) || 1 })}
        />
      )}
      {cadence.kind === 'hourly' && (
        <NumberInput
          label={t('appSchedules.minute')}
          w={180}
          min={0}
          max={59}
          clampBehavior="strict"
          allowDecimal={false}
          value={cadence.minute}
          onChange={(minute) => onChange({ ...cadence, minute: Number(minute) || 0 })}
        />
      )}
      {(cadence.kind === 'daily' || cadence.kind === 'weekly' || cadence.kind === 'monthly') && (
        <TextInput
          label={t('appSchedules.time')}
          type="time"
          required
          withAsterisk={false}
          value={`${two(cadence.hour)}:${two(cadence.minute)}`}
          onChange={(event) => {
            const [hour, minute] = event.currentTarget.value.split(':').map(Number)
            if (hour !== undefined && minute !== undefined) onChange({ ...cadence, hour, minute })
          }}
        />
      )}
      {cadence.kind === 'cron' && (
        <TextInput
          label={t('appSchedules.cron')}
          description={t('appSchedules.cronHint')}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={cadence.cron}
          maxLength={200}
          onChange={(event) => onChange({ ...cadence, cron: event.currentTarget.value })}
        />
      )}
    </Group>
  )
}

const two = (value: number): string => String(value).padStart(2, '0')

/** What a kind begins with, at the time of what was chosen before. */
function firstOf(kind: Cadence['kind'], before: Cadence): Cadence {
  const hour = 'hour' in before ? before.hour : 7
  const minute = 'minute' in before ? before.minute : 0
  switch (kind) {
    case 'hourly':
      return { kind, minute }
    case 'daily':
      return { kind, hour, minute }
    case 'weekly':
      return { kind, weekday: 1, hour, minute }
    case 'monthly':
      return { kind, day: 1, hour, minute }
    case 'cron':
      return { kind, cron: `${minute} ${hour} * * 1-5` }
  }
}
