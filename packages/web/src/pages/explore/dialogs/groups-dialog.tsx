import { ActionIcon, Button, Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core'
import { getItemLabel, type GroupValueMatch } from '@atrium/semantic'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { fieldNameOf } from '../../../explore/field-name.ts'
import { groupsOfRows, isFilledIn, isUntouched, rowsOfGroups, type GroupRow } from '../../../explore/group-rows.ts'
import { useExplore } from '../explore-context.ts'
import { TextValues } from '../filters/text-values.tsx'

const matchTypes: readonly GroupValueMatch[] = ['exact', 'startsWith', 'endsWith', 'includes']
const emptyRow: GroupRow = { name: '', matchType: 'exact', values: [] }

/** Values of a text put into groups with names; the rest is in one more. */
export function GroupsDialog({ fieldId, id, onClose }: { fieldId: string; id: string | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { state, items, edit } = useExplore()
  const found = state.metricQuery.customDimensions?.find((dimension) => dimension.id === id)
  const existing = found?.type === 'bin' ? found : undefined
  const base = items[fieldId]
  const baseLabel = base === undefined ? fieldId : getItemLabel(base)
  const [label, setLabel] = useState(existing?.name ?? t('groups.nameOf', { field: baseLabel }))
  const [rows, setRows] = useState<GroupRow[]>(existing === undefined ? [emptyRow] : rowsOfGroups(existing.customGroups ?? []))
  const [other, setOther] = useState(existing?.otherLabel ?? t('groups.otherName'))
  // A line that is half filled in would be lost without a word.
  const isReady = label.trim() !== '' && other.trim() !== '' && rows.some(isFilledIn) && rows.every((row) => isFilledIn(row) || isUntouched(row))
  const change = (index: number, part: Partial<GroupRow>): void => setRows(rows.map((row, place) => (place === index ? { ...row, ...part } : row)))
  const save = (): void => {
    edit({
      type: 'save-custom-dimension',
      dimension: {
        id: existing?.id ?? fieldNameOf(`${fieldId} ${label}`, Object.keys(items)),
        name: label.trim(),
        table: base !== undefined && 'table' in base ? base.table : '',
        type: 'bin',
        dimensionId: fieldId,
        binType: 'custom_group',
        customGroups: groupsOfRows(rows),
        otherLabel: other.trim(),
      },
    })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={t('groups.title', { field: baseLabel })}>
      <DialogForm submit={t(existing === undefined ? 'groups.add' : 'dialog.save')} disabled={!isReady} onSubmit={save} onClose={onClose}>
        <TextInput label={t('groups.name')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} required />
        <Text size="xs" c="dimmed">
          {t('groups.help')}
        </Text>
        {rows.map((row, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line is its place
          <Group key={index} gap={6} wrap="nowrap" align="flex-start" role="group" aria-label={t('groups.group', { number: index + 1 })}>
            <TextInput
              size="xs"
              w={150}
              aria-label={t('groups.groupName', { number: index + 1 })}
              placeholder={t('groups.groupPlaceholder')}
              value={row.name}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
            />
            <NativeSelect
              size="xs"
              w={120}
              aria-label={t('groups.match', { number: index + 1 })}
              value={row.matchType}
              onChange={(event) => change(index, { matchType: matchTypes.find((type) => type === event.currentTarget.value) ?? 'exact' })}
              data={matchTypes.map((value) => ({ value, label: t(`groups.${value}`) }))}
            />
            <div style={{ flex: 1, minWidth: 0 }}>
              <TextValues
                rule={{ id: String(index), target: { fieldId }, operator: 'equals', values: row.values }}
                item={base}
                onChange={(values) => change(index, { values })}
              />
            </div>
            <ActionIcon onClick={() => setRows(rows.toSpliced(index, 1))} disabled={rows.length === 1} aria-label={t('groups.remove', { number: index + 1 })}>
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setRows([...rows, emptyRow])}>
            {t('groups.addGroup')}
          </Button>
        </Group>
        <TextInput size="xs" label={t('groups.other')} value={other} onChange={(event) => setOther(event.currentTarget.value)} />
      </DialogForm>
    </Modal>
  )
}
