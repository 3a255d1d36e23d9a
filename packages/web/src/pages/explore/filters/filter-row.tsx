import { ActionIcon, Group, NativeSelect, Text, Tooltip } from '@mantine/core'
import { getItemLabel, getItemType, type FilterOperator, type FilterRule } from '@atrium/semantic'
import { IconEye, IconEyeOff, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { operatorsOf, withOperator } from '../../../explore/filter-operators.ts'
import { filterSentence } from '../../../explore/filter-wording.ts'
import { kindColors, typeSigns } from '../../../explore/type-signs.ts'
import { useExplore } from '../explore-context.ts'
import { filterKindOf } from '../use-add-filter.ts'
import classes from './filters.module.css'
import { ValueEditor } from './value-editor.tsx'

type Props = { rule: FilterRule; onChange: (rule: FilterRule) => void; onRemove: () => void }

const colors = { dimensions: kindColors.dimension, metrics: kindColors.metric, tableCalculations: kindColors.calculation }

/** One filter, read as a sentence: field, operator, values. */
export function FilterRow({ rule, onChange, onRemove }: Props) {
  const { t } = useTranslation()
  const { items } = useExplore()
  const item = items[rule.target.fieldId]
  const type = item === undefined ? 'string' : getItemType(item)
  const label = item === undefined ? rule.target.fieldId : getItemLabel(item, { withTable: true })
  const Sign = typeSigns[type]
  const operators = operatorsOf(type)
  const offered = operators.includes(rule.operator) ? operators : [rule.operator, ...operators]
  const isOff = rule.disabled === true
  const toggle = (): void => {
    const { disabled: _, ...rest } = rule
    onChange(isOff ? rest : { ...rest, disabled: true })
  }
  return (
    <div className={classes['row']} role="group" aria-label={filterSentence(rule, items, t)} data-off={isOff || undefined}>
      <Group gap={6} wrap="nowrap" className={classes['field'] ?? ''}>
        <Sign size={16} color={colors[filterKindOf(item)]} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm" fw={550} truncate title={label}>
          {label}
        </Text>
      </Group>
      <NativeSelect
        size="xs"
        className={classes['operator'] ?? ''}
        aria-label={t('filters.operatorOf', { field: label })}
        value={rule.operator}
        onChange={(event) => onChange(withOperator(rule, type, event.currentTarget.value as FilterOperator))}
        data={offered.map((operator) => ({ value: operator, label: t(`filters.operator.${operator}`) }))}
      />
      <div className={classes['values']}>
        <ValueEditor rule={rule} type={type} item={item} onChange={onChange} />
      </div>
      <Group gap={2} wrap="nowrap">
        <Tooltip label={t(isOff ? 'filters.turnOn' : 'filters.turnOff')}>
          <ActionIcon onClick={toggle} aria-pressed={isOff} aria-label={t('filters.turnOff')}>
            {isOff ? <IconEyeOff size={16} /> : <IconEye size={16} />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('filters.remove')}>
          <ActionIcon onClick={onRemove} aria-label={t('filters.removeOn', { field: label })}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </div>
  )
}
