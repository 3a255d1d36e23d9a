import { Checkbox, Group, NativeSelect } from '@mantine/core'
import type { DimensionType, FilterRule, UnitOfTime } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../../components/number-field.tsx'
import { unitsOf } from '../../../explore/filter-operators.ts'

type Props = {
  rule: FilterRule
  type: DimensionType
  /** Offers fiscal years and quarters too. */ isFiscal: boolean
  /** "30 days" instead of "this day". */ withCount: boolean
  onChange: (rule: FilterRule) => void
}

/** A period relative to now: how many of which unit, and whether only complete ones count. */
export function PeriodEditor({ rule, type, isFiscal, withCount, onChange }: Props) {
  const { t } = useTranslation()
  const unit = rule.settings?.unitOfTime ?? 'days'
  const completed = rule.settings?.completed === true
  const count = Number(rule.values?.[0] ?? 1)
  const change = (settings: { unitOfTime?: UnitOfTime; completed?: boolean }): void =>
    onChange({ ...rule, values: rule.values ?? [1], settings: { unitOfTime: unit, completed, ...settings } })
  return (
    <Group gap={8}>
      {withCount && (
        <NumberField
          label={t('filters.count')}
          value={count}
          min={1}
          allowDecimal={false}
          w={76}
          onCommit={(value) => onChange({ ...rule, values: [value === '' ? 1 : value] })}
        />
      )}
      <NativeSelect
        size="xs"
        aria-label={t('filters.unitLabel')}
        value={unit}
        onChange={(event) => change({ unitOfTime: event.currentTarget.value as UnitOfTime })}
        data={unitsOf(type, isFiscal || unit.startsWith('fiscal')).map((value) => ({
          value,
          label: t(`filters.unit.${value}`, { count: withCount ? count : 1 }),
        }))}
      />
      {withCount && (
        <Checkbox size="xs" label={t('filters.complete')} checked={completed} onChange={(event) => change({ completed: event.currentTarget.checked })} />
      )}
    </Group>
  )
}
