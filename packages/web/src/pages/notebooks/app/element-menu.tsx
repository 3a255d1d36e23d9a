import { moveToAppTab, orderedAppTabs, type AppElement, type NotebookCell, type NotebookDocument, type NotebookEdit } from '@atrium/documents'
import { ActionIcon, Menu } from '@mantine/core'
import { IconCode, IconDots, IconFolder, IconLabel, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { shownTab } from '../../../dashboard/tiles-of-tab.ts'

type Props = {
  element: AppElement
  /** Null: it is gone. */
  cell: NotebookCell | null
  name: string
  app: NotebookDocument['app']
  onEdit: (edit: NotebookEdit) => void
}

/** What can be done with an element of the app; all of it can be taken back. */
export function ElementMenu({ element, cell, name, app, onEdit }: Props) {
  const { t } = useTranslation()
  const { hideTitle, showsSource, ...rest } = element
  const set = (change: { hideTitle?: boolean; showsSource?: boolean }): void =>
    onEdit({ type: 'set-element', element: { ...rest, ...chosen({ hideTitle: hideTitle === true, showsSource: showsSource === true, ...change }) } })
  const tabs = orderedAppTabs(app)
  const own = shownTab(app, element.tabUuid ?? null)
  const hasTitle = cell !== null && cell.kind !== 'text' && cell.kind !== 'section' && cell.kind !== 'input'
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={26} aria-label={t('notebooks.actionsFor', { name })}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {hasTitle && (
          <Menu.Item leftSection={<IconLabel size={15} />} onClick={() => set({ hideTitle: hideTitle !== true })}>
            {t(hideTitle === true ? 'apps.showTitle' : 'apps.hideTitle')}
          </Menu.Item>
        )}
        {(cell?.kind === 'sql' || cell?.kind === 'code') && (
          <Menu.Item leftSection={<IconCode size={15} />} onClick={() => set({ showsSource: showsSource !== true })}>
            {t(showsSource === true ? 'apps.hideSource' : 'apps.showSource')}
          </Menu.Item>
        )}
        {tabs
          .filter(({ uuid }) => uuid !== own)
          .map((tab) => (
            <Menu.Item key={tab.uuid} leftSection={<IconFolder size={15} />} onClick={() => onEdit(moveToAppTab(element, tab.uuid))}>
              {t('dashboard.editing.moveToTab', { name: tab.name })}
            </Menu.Item>
          ))}
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onEdit({ type: 'remove-elements', uuids: [element.uuid] })}>
          {t('apps.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Only what is said is kept. */
const chosen = ({ hideTitle, showsSource }: { hideTitle: boolean; showsSource: boolean }): Pick<AppElement, 'hideTitle' | 'showsSource'> => ({
  ...(hideTitle ? { hideTitle } : {}),
  ...(showsSource ? { showsSource } : {}),
})
