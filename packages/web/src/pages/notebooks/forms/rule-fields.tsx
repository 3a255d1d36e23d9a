import type { DimensionType, FilterOperator, UnitOfTime } from '@atrium/semantic'
import { NativeSelect, NumberInput, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { operatorsOf, unitsOf, valueShapeOf } from '../../../explore/filter-operators.ts'
import { useNames } from '../notebook-context.ts'

export type RuleValue = string | number | boolean | null
export type Rule = { operator: FilterOperator; values: readonly RuleValue[]; unit?: UnitOfTime | undefined }

type Props = { field: string; type: DimensionType; rule: Rule; onChange: (rule: Rule) => void }

/** How a field is compared, and with what: values, or `{{ name }}` for that of an input. */
export function RuleFields({ field, type, rule, onChange }: Props) {
  const { t } = useTranslation()
  const inputs = useNames('value')
  const offered = operatorsOf(type)
  const shape = valueShapeOf(type, rule.operator)
  const operators = offered.includes(rule.operator) ? offered : [rule.operator, ...offered]
  const setOperator = (operator: FilterOperator): void => {
    const isPeriod = ['period', 'current'].includes(valueShapeOf(type, operator))
    const wasPeriod = ['period', 'current'].includes(shape)
    onChange({
      operator,
      values: isPeriod === wasPeriod ? rule.values : isPeriod ? [1] : valueShapeOf(type, operator) === 'boolean' ? [true] : [],
      ...(isPeriod ? { unit: rule.unit ?? 'days' } : {}),
    })
  }
  const typed = (text: string): RuleValue => {
    const number = Number(text)
    return type === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text
  }
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={t('filters.operatorOf', { field })}
        value={rule.operator}
        onChange={(event) => setOperator(operators.find((one) => one === event.currentTarget.value) ?? 'equals')}
        data={operators.map((operator) => ({ value: operator, label: t(`filters.operator.${operator}`) }))}
      />
      {shape === 'period' && (
        <NumberInput
          size="xs"
          w={80}
          aria-label={t('filters.count')}
          min={1}
          allowDecimal={false}
          value={typeof rule.values[0] === 'number' ? rule.values[0] : 1}
          onChange={(count) => typeof count === 'number' && onChange({ ...rule, values: [count] })}
        />
      )}
      {(shape === 'period' || shape === 'current') && (
        <NativeSelect
          size="xs"
          aria-label={t('filters.unitLabel')}
          value={rule.unit ?? 'days'}
          onChange={(event) => onChange({ ...rule, unit: unitsOf(type).find((unit) => unit === event.currentTarget.value) ?? 'days' })}
          data={unitsOf(type).map((unit) => ({ value: unit, label: t(`filters.unit.${unit}`, { count: 2 }) }))}
        />
      )}
      {shape === 'boolean' && (
        <NativeSelect
          size="xs"
          aria-label={t('filters.value')}
          value={String(rule.values[0] ?? true)}
          onChange={(event) => onChange({ ...rule, values: [event.currentTarget.value === 'true'] })}
          data={[
            { value: 'true', label: t('filters.yes') },
            { value: 'false', label: t('filters.no') },
          ]}
        />
      )}
      {(shape === 'one' || shape === 'two' || shape === 'many') && (
        <TagsInput
          size="xs"
          miw={180}
          style={{ flex: 1 }}
          aria-label={t('filters.value')}
          placeholder={rule.values.length === 0 ? t('filters.value') : ''}
          data={inputs.map((name) => `{{ ${name} }}`)}
          acceptValueOnBlur
          {...(shape === 'many' ? {} : { maxTags: shape === 'one' ? 1 : 2 })}
          value={rule.values.map((value) => String(value))}
          onChange={(texts) => onChange({ ...rule, values: texts.slice(0, 1000).map(typed) })}
        />
      )}
    </>
  )
}
