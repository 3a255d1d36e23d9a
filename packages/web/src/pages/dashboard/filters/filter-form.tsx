import { Checkbox, NativeSelect, Stack, Tabs, TextInput } from '@mantine/core'
import type { DashboardFilterRule } from '@atrium/documents'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { filterGroups } from '../../../dashboard/effective-filters.ts'
import { namesOf, ruleName } from '../../../dashboard/rule-name.ts'
import { useDashboard } from '../dashboard-context.ts'
import { AppliesTo } from './applies-to.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { SqlColumns } from './sql-columns.tsx'
import { useReaches } from './use-reaches.ts'

type Props = {
  rule: DashboardFilterRule
  /** Whoever edits the dashboard also names filters and makes them required. */ isEditing: boolean
  onChange: (rule: DashboardFilterRule) => void
}

/** Everything about one filter: its value, the charts it applies to, and for editors what it is called. */
export function FilterForm({ rule, isEditing, onChange }: Props) {
  const { t } = useTranslation()
  const { items } = useDashboard()
  const reaches = useReaches(rule)
  const { label: _, ...unnamed } = rule
  const reached = reaches.filter(({ reach }) => reach.fieldId !== null).length
  return (
    <Tabs defaultValue="value" keepMounted={false}>
      <Tabs.List grow mb="sm">
        <Tabs.Tab value="value">{t('dashboard.filters.value')}</Tabs.Tab>
        <Tabs.Tab value="tiles">{t('dashboard.filters.appliesTo', { reached, total: reaches.length })}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="value">
        <Stack gap="sm">
          <RuleEditor rule={rule} name={ruleName(rule, items)} onChange={onChange} />
          {isEditing && (
            <>
              <TextInput
                size="xs"
                label={t('dashboard.filters.label')}
                placeholder={ruleName(unnamed, items)}
                maxLength={300}
                value={rule.label ?? ''}
                onChange={(event) => onChange(event.currentTarget.value === '' ? unnamed : { ...rule, label: event.currentTarget.value })}
              />
              <Checkbox
                size="sm"
                label={t('dashboard.filters.isRequired')}
                description={t('dashboard.filters.isRequiredHint')}
                checked={rule.required === true}
                onChange={(event) => onChange({ ...rule, required: event.currentTarget.checked })}
              />
              <OneOf rule={rule} onChange={onChange} />
              <Checkbox
                size="sm"
                label={t('dashboard.filters.locked')}
                description={t('dashboard.filters.lockedHint')}
                checked={rule.locked === true}
                onChange={(event) => onChange({ ...rule, locked: event.currentTarget.checked })}
              />
            </>
          )}
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="tiles">
        <AppliesTo rule={rule} reaches={reaches} onChange={onChange} />
        <SqlColumns rule={rule} onChange={onChange} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** The group of filters of which one must have a value: none, that of other filters, or a new one. */
function OneOf({ rule, onChange }: Pick<Props, 'rule' | 'onChange'>) {
  const { t } = useTranslation()
  const { filters, items } = useDashboard()
  const [fresh] = useState(newUuid)
  const groups = [...filterGroups(filters)].flatMap(([group, rules]) => {
    const others = rules.filter(({ id }) => id !== rule.id)
    return others.length === 0 ? [] : [{ value: group, label: t('dashboard.filters.thisOr', { names: namesOf(others, items) }) }]
  })
  // A group of its own that others may join.
  const own = rule.oneOf !== undefined && !groups.some(({ value }) => value === rule.oneOf) ? rule.oneOf : fresh
  const { oneOf: _, ...alone } = rule
  return (
    <NativeSelect
      size="xs"
      label={t('dashboard.filters.group')}
      description={t('dashboard.filters.groupHint')}
      value={rule.oneOf ?? ''}
      data={[{ value: '', label: t('dashboard.filters.noGroup') }, ...groups, { value: own, label: t('dashboard.filters.newGroup') }]}
      onChange={(event) => onChange(event.currentTarget.value === '' ? alone : { ...rule, oneOf: event.currentTarget.value })}
    />
  )
}
