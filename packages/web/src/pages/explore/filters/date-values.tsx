import '@mantine/dates/styles.layer.css'
import { Group, Text, VisuallyHidden } from '@mantine/core'
import { DatePickerInput, DateTimePicker, MonthPickerInput, YearPickerInput } from '@mantine/dates'
import type { Item, TimeInterval } from '@atrium/semantic'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/language.ts'
import classes from './filters.module.css'

type Props = { shape: 'one' | 'two'; type: 'date' | 'timestamp'; item: Item | undefined; values: unknown[]; onChange: (values: unknown[]) => void }

/** Dates from a calendar: days, months or years as the field is cut, moments for timestamps. Days are written `2026-01-31`. */
export function DateValues({ shape, type, item, values, onChange }: Props) {
  const { t } = useTranslation()
  const interval = item !== undefined && 'timeInterval' in item ? item.timeInterval : undefined
  const at = (index: number): string | null => asPicked(values[index], type)
  const pick = (index: number, value: string | null): void => {
    const next = shape === 'one' ? [value] : [at(0), at(1)].with(index, value)
    onChange(next.every((entry) => entry === null) ? [] : next.map((entry) => (entry === null ? '' : asValue(entry, type))))
  }
  const one = (index: number, label: string) => (
    <PickedDate key={label} label={label} type={type} interval={interval} value={at(index)} onChange={(value) => pick(index, value)} />
  )
  if (shape === 'one') return one(0, t('filters.value'))
  return (
    <Group gap={6}>
      {one(0, t('filters.from'))}
      <Text size="sm">{t('filters.and')}</Text>
      {one(1, t('filters.to'))}
    </Group>
  )
}

type PickedProps = {
  label: string
  type: 'date' | 'timestamp'
  interval: TimeInterval | undefined
  value: string | null
  onChange: (value: string | null) => void
}

/** Days of other months and weekends are too pale by default (WCAG 1.4.3). */
const days = { hideOutsideDates: true, classNames: { day: classes['day'] ?? '' } }

function PickedDate({ label, type, interval, value, onChange }: PickedProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const id = useId()
  const shared = {
    id,
    size: 'xs',
    // Mantine asks dayjs for the names of months and days.
    locale: language,
    // Its name is the label and the date it shows.
    'aria-labelledby': `${id}-label ${id}`,
    clearButtonProps: { 'aria-label': t('filters.clearDate', { label }) },
    value,
    onChange,
    clearable: true,
    placeholder: t('filters.pickDate'),
    w: 180,
    ariaLabels: {
      previousMonth: t('calendar.previousMonth'),
      nextMonth: t('calendar.nextMonth'),
      previousYear: t('calendar.previousYear'),
      nextYear: t('calendar.nextYear'),
      previousDecade: t('calendar.previousDecade'),
      nextDecade: t('calendar.nextDecade'),
    },
  } as const
  const picker = (): ReactNode => {
    if (type === 'timestamp') return <DateTimePicker {...shared} {...days} valueFormat={t('calendar.format.moment')} />
    if (interval === 'YEAR') return <YearPickerInput {...shared} valueFormat="YYYY" />
    if (interval === 'MONTH') return <MonthPickerInput {...shared} valueFormat="MMMM YYYY" />
    return <DatePickerInput {...shared} {...days} valueFormat={t('calendar.format.day')} highlightToday />
  }
  return (
    <div>
      <VisuallyHidden id={`${id}-label`}>{label}</VisuallyHidden>
      {picker()}
    </div>
  )
}

/** `2026-01-31T00:00:00Z` and its like, as the calendar wants it. */
function asPicked(value: unknown, type: 'date' | 'timestamp'): string | null {
  const found = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?/.exec(value) : null
  if (found === null) return null
  return type === 'date' ? (found[1] ?? null) : `${found[1]} ${(found[2] ?? '00:00').padEnd(8, ':00')}`
}

const asValue = (picked: string, type: 'date' | 'timestamp'): string => (type === 'date' ? picked.slice(0, 10) : picked.replace('T', ' '))
