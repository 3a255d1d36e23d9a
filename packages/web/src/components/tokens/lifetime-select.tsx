import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TokenRule } from '../../api/tokens.ts'
import { lifetimesOf } from './lifetimes.ts'

type Props = { rule: TokenRule; /** Days; null: for ever. */ value: number | null; onChange: (days: number | null) => void }

/** Picks how long a token lives, of what the organization lets. */
export function LifetimeSelect({ rule, value, onChange }: Props) {
  const { t } = useTranslation()
  const labelOf = (days: number | null): string => (days === null ? t('profile.never') : days === 365 ? t('profile.year') : t('profile.days', { count: days }))
  return (
    <NativeSelect
      label={t('profile.expires')}
      description={rule.maxDays === null ? undefined : t('tokens.longest', { count: rule.maxDays })}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value === 'null' ? null : Number(event.currentTarget.value))}
      data={lifetimesOf(rule).map((days) => ({ value: String(days), label: labelOf(days) }))}
    />
  )
}
