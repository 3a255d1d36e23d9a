import { SegmentedControl, Text } from '@mantine/core'
import type { DimensionType, FilterRule, Item } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { valueShapeOf } from '../../../explore/filter-operators.ts'
import { DateValues } from './date-values.tsx'
import { NumberValues } from './number-values.tsx'
import { PeriodEditor } from './period-editor.tsx'
import { TextValues } from './text-values.tsx'

type Props = { rule: FilterRule; type: DimensionType; item: Item | undefined; onChange: (rule: FilterRule) => void }

/** What stands after the operator: values of the field's kind, a period, or nothing. */
export function ValueEditor({ rule, type, item, onChange }: Props) {
  const { t } = useTranslation()
  const values = rule.values ?? []
  const setValues = (next: unknown[]): void => onChange({ ...rule, values: next })
  const shape = valueShapeOf(type, rule.operator)
  switch (shape) {
    case 'none':
      return null
    case 'period':
    case 'current':
      return (
        <PeriodEditor rule={rule} type={type} isFiscal={item !== undefined && 'fiscalYearStart' in item} withCount={shape === 'period'} onChange={onChange} />
      )
    case 'boolean':
      return (
        <SegmentedControl
          size="xs"
          aria-label={t('filters.value')}
          value={String(values[0] ?? true)}
          onChange={(value) => setValues([value === 'true'])}
          data={[
            { value: 'true', label: t('filters.yes') },
            { value: 'false', label: t('filters.no') },
          ]}
        />
      )
    case 'one':
    case 'two':
    case 'many':
      if (type === 'number') return <NumberValues shape={shape} values={values} onChange={setValues} />
      if (type === 'date' || type === 'timestamp')
        return <DateValues shape={shape === 'two' ? 'two' : 'one'} type={type} item={item} values={values} onChange={setValues} />
      if (type === 'string') return <TextValues rule={rule} item={item} onChange={setValues} />
      return <Text size="sm">…</Text>
  }
}
