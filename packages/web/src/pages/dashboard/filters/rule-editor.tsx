import { NativeSelect, Stack } from '@mantine/core'
import type { DashboardFilterRule } from '@atrium/documents'
import type { FilterOperator } from '@atrium/semantic'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { typeOfRule } from '../../../dashboard/effective-filters.ts'
import { operatorsOf, withOperator } from '../../../explore/filter-operators.ts'
import { ValueEditor } from '../../explore/filters/value-editor.tsx'
import { ValuesSourceContext } from '../../explore/filters/values-source.ts'
import { useDashboard } from '../dashboard-context.ts'

type Props = { rule: DashboardFilterRule; name: string; onChange: (rule: DashboardFilterRule) => void }

/** Operator and values of a filter. A change switches the filter on. */
export function RuleEditor({ rule, name, onChange }: Props) {
  const { t } = useTranslation()
  const { projectUuid, items } = useDashboard()
  const type = typeOfRule(rule, items)
  const operators = operatorsOf(type)
  const offered = operators.includes(rule.operator) ? operators : [rule.operator, ...operators]
  const source = useMemo(() => ({ projectUuid, exploreName: rule.target.tableName }), [projectUuid, rule.target.tableName])
  const change = (next: DashboardFilterRule): void => {
    const { disabled: _, ...rest } = next
    onChange(rest)
  }
  return (
    <ValuesSourceContext value={source}>
      <Stack gap="xs">
        <NativeSelect
          size="xs"
          aria-label={t('filters.operatorOf', { field: name })}
          value={rule.operator}
          onChange={(event) => change({ ...rule, ...withOperator(rule, type, event.currentTarget.value as FilterOperator), target: rule.target })}
          data={offered.map((operator) => ({ value: operator, label: t(`filters.operator.${operator}`) }))}
        />
        <ValueEditor rule={rule} type={type} item={items[rule.target.fieldId]} onChange={(next) => change({ ...rule, ...next, target: rule.target })} />
      </Stack>
    </ValuesSourceContext>
  )
}
