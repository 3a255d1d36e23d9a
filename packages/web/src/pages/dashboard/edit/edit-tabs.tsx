import type { DashboardDocument, DashboardEdit, DashboardTab } from '@atrium/documents'
import { ActionIcon, Button, Menu, Tabs } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { NameDialog } from '../../../components/name-dialog.tsx'
import { orderedTabs, tilesOfTab } from '../../../dashboard/tiles-of-tab.ts'
import classes from '../dashboard.module.css'

type Props = {
  document: DashboardDocument
  shown: string | null
  onShow: (tabUuid: string) => void
  onEdit: (edit: DashboardEdit) => void
  /** What is on the shown one. */
  children: ReactNode
}

/** The tabs while editing: added, renamed, moved, removed with what is on them. */
export function EditTabs({ document, shown, onShow, onEdit, children }: Props) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<string | null>(null)
  const [asked, setAsked] = useState<'add' | 'rename' | null>(null)
  const tabs = orderedTabs(document)
  const at = tabs.findIndex(({ uuid }) => uuid === shown)
  const current = tabs[at]
  const moveTo = (uuid: string, place: number): void => {
    const uuids = tabs.map((tab) => tab.uuid)
    if (place < 0 || place >= uuids.length || uuids[place] === uuid) return
    uuids.splice(uuids.indexOf(uuid), 1)
    uuids.splice(place, 0, uuid)
    onEdit({ type: 'order-tabs', uuids })
  }
  const move = (by: number): void => {
    if (current !== undefined) moveTo(current.uuid, at + by)
  }
  // Before the list of tabs takes the key for going to a neighbour.
  const onKey = (event: KeyboardEvent): void => {
    if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    event.preventDefault()
    event.stopPropagation()
    move(event.key === 'ArrowLeft' ? -1 : 1)
  }
  const add = (name: string): void => {
    const tab: DashboardTab = { uuid: newUuid(), name, order: tabs.length }
    // Tiles of a dashboard without tabs belong to its first one from now on.
    const moved = tabs.length > 0 ? [] : document.tiles.map(({ uuid }): DashboardEdit => ({ type: 'move-to-tab', uuid, tabUuid: tab.uuid }))
    onEdit({ type: 'all', edits: [{ type: 'add-tab', tab }, ...moved] })
    onShow(tab.uuid)
  }
  const remove = (tab: DashboardTab): void =>
    onEdit({
      type: 'all',
      // Without any tab left, tiles are on no tab; otherwise they go with theirs.
      edits: [
        ...tilesOfTab(document, tab.uuid).map(({ uuid }): DashboardEdit =>
          tabs.length === 1 ? { type: 'move-to-tab', uuid, tabUuid: null } : { type: 'remove-tile', uuid },
        ),
        { type: 'remove-tab', uuid: tab.uuid },
      ],
    })
  const bar = (
    <div className={classes['editTabs']}>
      {shown !== null && (
        <Tabs.List className={classes['tabs'] ?? ''} aria-label={t('dashboard.tabs')} style={{ flexWrap: 'nowrap', minWidth: 0 }}>
          {tabs.map(({ uuid, name }, place) => (
            <Tabs.Tab
              key={uuid}
              value={uuid}
              style={{ whiteSpace: 'nowrap' }}
              title={t('dashboard.editing.tabHint')}
              draggable
              onDragStart={() => setDragged(uuid)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => {
                if (dragged !== null) event.preventDefault()
              }}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged !== null) moveTo(dragged, place)
                setDragged(null)
              }}
              onKeyDownCapture={onKey}
            >
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      )}
      {current !== undefined && (
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon size={26} aria-label={t('dashboard.editing.tabMenu', { name: current.name })}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAsked('rename')}>{t('dashboard.editing.renameTab')}</Menu.Item>
            <Menu.Item disabled={at === 0} onClick={() => move(-1)}>
              {t('dashboard.editing.tabLeft')}
            </Menu.Item>
            <Menu.Item disabled={at === tabs.length - 1} onClick={() => move(1)}>
              {t('dashboard.editing.tabRight')}
            </Menu.Item>
            <Menu.Item color="red" onClick={() => remove(current)}>
              {t('dashboard.editing.removeTab')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setAsked('add')}>
        {t('dashboard.editing.addTab')}
      </Button>
      {asked !== null && (
        <NameDialog
          title={t(asked === 'add' ? 'dashboard.editing.addTab' : 'dashboard.editing.renameTab')}
          submit={t('dialog.save')}
          failed=""
          {...(asked === 'rename' && current !== undefined ? { name: current.name } : {})}
          onClose={() => setAsked(null)}
          onSubmit={({ name }) => {
            if (asked === 'add') add(name)
            else if (current !== undefined) onEdit({ type: 'rename-tab', uuid: current.uuid, name })
            setAsked(null)
            return Promise.resolve()
          }}
        />
      )}
    </div>
  )
  if (shown === null)
    return (
      <>
        {bar}
        {children}
      </>
    )
  return (
    <Tabs value={shown} onChange={(value) => value !== null && onShow(value)}>
      {bar}
      <Tabs.Panel value={shown}>{children}</Tabs.Panel>
    </Tabs>
  )
}
