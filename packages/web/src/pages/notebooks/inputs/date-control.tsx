import '@mantine/dates/styles.layer.css'
import { DatePickerInput, DateTimePicker } from '@mantine/dates'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/language.ts'

type Props = { label: string; value: string | null; canBeEmpty: boolean; disabled: boolean; onChange: (value: string | null) => void }

/** A day from a calendar, as `YYYY-MM-DD`. */
export function DayControl({ value, onChange, ...rest }: Props) {
  const { t } = useTranslation()
  const shared = useShared(rest)
  return <DatePickerInput {...shared} value={value} onChange={onChange} valueFormat={t('calendar.format.day')} />
}

/** A moment from a calendar, as `YYYY-MM-DD HH:MM:SS`; a zone that is named behind it stays. */
export function MomentControl({ label, value, onChange, ...rest }: Props) {
  const { t } = useTranslation()
  const [day, time, zone] = (value ?? '').split(' ')
  const shared = useShared({ ...rest, label: zone === undefined ? `${label} (UTC)` : `${label} (${zone})` })
  return (
    <DateTimePicker
      {...shared}
      value={day === undefined || time === undefined ? null : `${day} ${time}`}
      onChange={(picked) => onChange(picked === null ? null : [picked, zone].filter((part) => part !== undefined).join(' '))}
      valueFormat={t('calendar.format.moment')}
      withSeconds
    />
  )
}

function useShared({ label, canBeEmpty, disabled }: Pick<Props, 'label' | 'canBeEmpty' | 'disabled'>) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const id = useId()
  return {
    id,
    label,
    // Mantine asks dayjs for the names of months and days.
    locale: language,
    // Its name is the label and the date it shows.
    'aria-labelledby': `${id}-label ${id}`,
    clearable: canBeEmpty,
    clearButtonProps: { 'aria-label': t('appSession.input.clear', { label }) },
    placeholder: t('appSession.input.choose'),
    disabled,
    hideOutsideDates: true,
    ariaLabels: {
      previousMonth: t('calendar.previousMonth'),
      nextMonth: t('calendar.nextMonth'),
      previousYear: t('calendar.previousYear'),
      nextYear: t('calendar.nextYear'),
      previousDecade: t('calendar.previousDecade'),
      nextDecade: t('calendar.nextDecade'),
    },
  } as const
}
