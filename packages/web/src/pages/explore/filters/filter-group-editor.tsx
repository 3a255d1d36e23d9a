import { ActionIcon, Button, Group, SegmentedControl, Stack, Tooltip } from '@mantine/core'
import { getItemType, type FilterGroup, type FilterRule } from '@atrium/semantic'
import { IconBracketsContain, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { addItem, groupOf, isGroup, itemsOf, modeOf, removeItem, setMode, updateRule } from '../../../explore/filter-tree.ts'
import { newRule } from '../../../explore/filter-operators.ts'
import { useExplore } from '../explore-context.ts'
import type { FilterKind } from '../use-add-filter.ts'
import { FieldPicker } from './field-picker.tsx'
import { FilterRow } from './filter-row.tsx'
import classes from './filters.module.css'

type Props = { kind: FilterKind; root: FilterGroup; group: FilterGroup; onChange: (root: FilterGroup | undefined) => void }

/** Rules of one group and the groups inside, all or any of which must hold. */
export function FilterGroupEditor({ kind, root, group, onChange }: Props) {
  const { t } = useTranslation()
  const { items } = useExplore()
  const members = itemsOf(group)
  const isRoot = group.id === root.id
  const ruleOn = (fieldId: string): FilterRule => {
    const item = items[fieldId]
    return newRule(newUuid(), fieldId, item === undefined ? 'string' : getItemType(item))
  }
  return (
    <Stack gap={6} className={isRoot ? '' : (classes['nested'] ?? '')} role="group" aria-label={t(`filters.mode.${modeOf(group)}`)}>
      {(members.length > 1 || !isRoot) && (
        <Group justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label={t('filters.modeLabel')}
            value={modeOf(group)}
            onChange={(mode) => onChange(setMode(root, group.id, mode === 'or' ? 'or' : 'and'))}
            data={[
              { value: 'and', label: t('filters.mode.and') },
              { value: 'or', label: t('filters.mode.or') },
            ]}
          />
          {!isRoot && (
            <Tooltip label={t('filters.removeGroup')}>
              <ActionIcon onClick={() => onChange(removeItem(root, group.id))} aria-label={t('filters.removeGroup')}>
                <IconTrash size={16} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      )}
      {members.map((member) =>
        isGroup(member) ? (
          <FilterGroupEditor key={member.id} kind={kind} root={root} group={member} onChange={onChange} />
        ) : (
          <FilterRow
            key={member.id}
            rule={member}
            onChange={(rule) => onChange(updateRule(root, rule))}
            onRemove={() => onChange(removeItem(root, member.id))}
          />
        ),
      )}
      <Group gap={4}>
        {!isRoot && (
          <FieldPicker
            label={t('filters.addHere')}
            kind={kind}
            onPick={(fieldId) => onChange(addItem(root, ruleOn(fieldId), { rootId: root.id, parentId: group.id }))}
          />
        )}
        {isRoot && members.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconBracketsContain size={14} />}
            onClick={() => {
              const first = firstField(group)
              if (first !== null) onChange(addItem(root, groupOf(newUuid(), modeOf(group) === 'and' ? 'or' : 'and', [ruleOn(first)]), { rootId: root.id }))
            }}
          >
            {t('filters.addGroup')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function firstField(group: FilterGroup): string | null {
  for (const member of itemsOf(group)) {
    const found = isGroup(member) ? firstField(member) : member.target.fieldId
    if (found !== null) return found
  }
  return null
}
