import { Button, Group, Select, Stack, Text } from '@mantine/core'
import type { DashboardFilterRule } from '@atrium/documents'
import { getItemLabel, getItemType } from '@atrium/semantic'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { useShortcut } from '../../../components/use-shortcut.ts'
import { newRule } from '../../../explore/filter-operators.ts'
import { useDashboard } from '../dashboard-context.ts'
import { fieldIdOf } from '../use-filter-fields.ts'
import { FilterForm } from './filter-form.tsx'
import { FilterPopover } from './filter-popover.tsx'

/** A button that adds a filter: first the field, then its value. */
export function AddFilter({ isEditing, onAdd }: { isEditing: boolean; onAdd: (rule: DashboardFilterRule) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<DashboardFilterRule | null>(null)
  const toggle = (wanted: boolean): void => {
    setDraft(null)
    setOpen(wanted)
  }
  useShortcut('f', () => toggle(true), !open)
  return (
    <FilterPopover
      opened={open}
      onChange={toggle}
      onSubmit={() => {
        if (draft === null) return
        onAdd(draft)
        toggle(false)
      }}
      target={
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => toggle(!open)}>
          {t('dashboard.filters.add')}
        </Button>
      }
    >
      <Stack gap="sm">
        <FilterFieldSelect value={draft?.target.fieldId ?? null} onPick={setDraft} />
        {draft !== null && <FilterForm key={draft.id} rule={draft} isEditing={isEditing} onChange={setDraft} />}
        <Group justify="flex-end">
          <Button size="xs" type="submit" disabled={draft === null}>
            {t('dashboard.filters.apply')}
          </Button>
        </Group>
      </Stack>
    </FilterPopover>
  )
}

/** All fields that the charts can be filtered by, by table; picking one begins a new filter. */
function FilterFieldSelect({ value, onPick }: { value: string | null; onPick: (rule: DashboardFilterRule) => void }) {
  const { t } = useTranslation()
  const { available } = useDashboard()
  const fields = (available?.allFilterableFields ?? []).filter((field) => field.isIntervalBase !== true)
  if (available !== undefined && fields.length === 0) return <Text size="sm">{t('dashboard.filters.noFields')}</Text>
  const tables = new Map<string, { value: string; label: string }[]>()
  for (const field of fields) tables.set(field.tableLabel, [...(tables.get(field.tableLabel) ?? []), { value: fieldIdOf(field), label: getItemLabel(field) }])
  return (
    <Select
      label={t('dashboard.filters.field')}
      placeholder={t('dashboard.filters.pickField')}
      size="xs"
      searchable
      value={value}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={260}
      limit={200}
      data={[...tables].map(([group, members]) => ({ group, items: members }))}
      onChange={(fieldId) => {
        const field = fields.find((each) => fieldIdOf(each) === fieldId)
        if (field === undefined || fieldId === null) return
        onPick({ ...newRule(newUuid(), fieldId, getItemType(field)), target: { fieldId, tableName: field.table } })
      }}
    />
  )
}
