import { cellKinds, kindLabel, type NotebookCell } from '@atrium/documents'
import { Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconEraser,
  IconHandStop,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RowMenu } from '../../../components/row-menu.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { useNotebook } from '../notebook-context.ts'
import { useLeftMenu } from './use-left-menu.ts'

type Props = { cell: NotebookCell; label: string; isFirst: boolean; isLast: boolean }

/** What can be done with a cell. */
export function CellMenu({ cell, label, isFirst, isLast }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { actions } = useNotebook()
  const { menu, leave } = useLeftMenu()
  const { id } = cell
  return (
    <RowMenu label={t('notebooks.actionsFor', { name: label })} {...menu}>
      {cell.kind !== 'section' && (
        <>
          <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => actions.run(id, 'only')}>
            {t('notebookEditor.runOnly')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlayerTrackPrev size={16} />} onClick={() => actions.run(id, 'above')}>
            {t('notebookEditor.runAbove')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlayerTrackNext size={16} />} onClick={() => actions.run(id, 'below')}>
            {t('notebookEditor.runBelow')}
          </Menu.Item>
          <Menu.Item leftSection={<IconEraser size={16} />} onClick={() => actions.clear(id)}>
            {t('notebookEditor.clear')}
          </Menu.Item>
          <Menu.Item leftSection={<IconHandStop size={16} />} onClick={() => actions.change(id, { isManual: cell.isManual === true ? undefined : true })}>
            {t(cell.isManual === true ? 'notebookEditor.runsByItself' : 'notebookEditor.runsByHand')}
          </Menu.Item>
          <Menu.Divider />
        </>
      )}
      <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={isFirst} onClick={() => leave(() => actions.move(id, -1))}>
        {t('notebooks.moveUp')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={isLast} onClick={() => leave(() => actions.move(id, 1))}>
        {t('notebooks.moveDown')}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => leave(() => actions.duplicate(id))}>
        {t('notebooks.copy')}
      </Menu.Item>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconPlus size={16} />}>{t('notebookEditor.addBelow')}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          {cellKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => leave(() => actions.add(kind, id))}>
              {kindLabel(kind, locale)}
            </Menu.Item>
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      <Menu.Divider />
      <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => leave(() => actions.remove(id))}>
        {t('content.delete')}
      </Menu.Item>
    </RowMenu>
  )
}
