import { ActionIcon, Menu } from '@mantine/core'
import { IconChartHistogram, IconCopy, IconDots, IconFilter, IconFolders, IconPencil, IconSum, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../../components/copy-text.ts'
import { toastDone } from '../../../components/toast.ts'
import type { FieldNode } from '../../../explore/field-tree.ts'
import { useExplore, type ExploreDialog } from '../explore-context.ts'

type Props = { field: FieldNode; opened: boolean; onChange: (open: boolean) => void; onPick: () => void }

/** Everything one can do with a field; also what the keyboard opens. */
export function FieldMenu({ field, opened, onChange, onPick }: Props) {
  const { t } = useTranslation()
  const { addFilter, edit, openDialog } = useExplore()
  const { id, kind, custom, item } = field
  const isHead = field.intervals.length > 0
  const isCustomSql = 'dimensionType' in item
  const editor: ExploreDialog | null = !custom
    ? null
    : kind === 'calculation'
      ? { dialog: 'calculation', name: id }
      : kind === 'metric'
        ? { dialog: 'metric', fieldId: null, id }
        : 'binType' in item
          ? { dialog: item.binType === 'custom_group' ? 'groups' : 'bins', fieldId: item.dimensionId, id }
          : null
  const remove = (): void => {
    if (kind === 'calculation') edit({ type: 'remove-field', fieldId: id })
    else if (kind === 'metric') edit({ type: 'remove-additional-metric', fieldId: id })
    else edit({ type: 'remove-custom-dimension', fieldId: id })
  }
  const copyId = async (): Promise<void> => {
    if (await copyText(id)) toastDone(t('fields.idCopied'))
  }
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} tabIndex={-1} aria-label={t('fields.more', { field: field.label })}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {kind !== 'calculation' && !isHead && <Menu.Item onClick={onPick}>{t('fields.pick')}</Menu.Item>}
        {!isHead && (
          <Menu.Item leftSection={<IconFilter size={15} />} onClick={() => addFilter(id)}>
            {t('fields.filter')}
          </Menu.Item>
        )}
        {kind === 'dimension' && !custom && field.type === 'number' && (
          <Menu.Item leftSection={<IconChartHistogram size={15} />} onClick={() => openDialog({ dialog: 'bins', fieldId: id, id: null })}>
            {t('fields.bins')}
          </Menu.Item>
        )}
        {kind === 'dimension' && !custom && field.type === 'string' && (
          <Menu.Item leftSection={<IconFolders size={15} />} onClick={() => openDialog({ dialog: 'groups', fieldId: id, id: null })}>
            {t('fields.groups')}
          </Menu.Item>
        )}
        {kind === 'dimension' && !custom && (
          <Menu.Item leftSection={<IconSum size={15} />} onClick={() => openDialog({ dialog: 'metric', fieldId: id, id: null })}>
            {t('fields.newMetric')}
          </Menu.Item>
        )}
        {editor !== null && (
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => openDialog(editor)}>
            {t('fields.edit')}
          </Menu.Item>
        )}
        {(custom || isCustomSql) && (
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={remove}>
            {t('fields.remove')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copyId()}>
          {t('fields.copyId')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
