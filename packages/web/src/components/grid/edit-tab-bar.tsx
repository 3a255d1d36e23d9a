import { ActionIcon, Button, Menu, Tabs } from '@mantine/core'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NameDialog } from '../name-dialog.tsx'
import classes from './tabs.module.css'

type Props = {
  /** In their order. */
  tabs: readonly { uuid: string; name: string }[]
  /** What the list of them is called. */
  label: string
  /** Null: there is none. */
  shown: string | null
  /** What taking one away is called. */
  removeText: string
  onShow: (tabUuid: string) => void
  onAdd: (name: string) => void
  onRename: (tabUuid: string, name: string) => void
  onOrder: (tabUuids: string[]) => void
  onRemove: (tabUuid: string) => void
  /** What is on the shown one. */
  children: ReactNode
}

/** Tabs while editing: added, renamed, moved by pointer or keyboard, removed with what is on them. */
export function EditTabBar({ tabs, label, shown, removeText, onShow, onAdd, onRename, onOrder, onRemove, children }: Props) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<string | null>(null)
  const [asked, setAsked] = useState<'add' | 'rename' | null>(null)
  const at = tabs.findIndex(({ uuid }) => uuid === shown)
  const current = tabs[at]
  const moveTo = (uuid: string, place: number): void => {
    const uuids = tabs.map((tab) => tab.uuid)
    if (place < 0 || place >= uuids.length || uuids[place] === uuid) return
    uuids.splice(uuids.indexOf(uuid), 1)
    uuids.splice(place, 0, uuid)
    onOrder(uuids)
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
  const bar = (
    <div className={classes['editTabs']}>
      {shown !== null && (
        <Tabs.List className={classes['tabs'] ?? ''} aria-label={label} style={{ flexWrap: 'nowrap', minWidth: 0 }}>
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
            <Menu.Item color="red" onClick={() => onRemove(current.uuid)}>
              {removeText}
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
            if (asked === 'add') onAdd(name)
            else if (current !== undefined) onRename(current.uuid, name)
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
