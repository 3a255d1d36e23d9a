import { copyTile, type DashboardEdit, type DashboardTab, type DashboardTile } from '@atrium/documents'
import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconFolder, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../../api/new-uuid.ts'
import { useDashboard } from '../dashboard-context.ts'
import { TileDialog } from './tile-dialog.tsx'

type Props = { tile: DashboardTile; name: string; tiles: readonly DashboardTile[]; tabs: readonly DashboardTab[]; onEdit: (edit: DashboardEdit) => void }

/** What can be done with a tile while editing; all of it can be taken back. */
export function EditTileMenu({ tile, name, tiles, tabs, onEdit }: Props) {
  const { t } = useTranslation()
  const { filters } = useDashboard()
  const [dialog, setDialog] = useState(false)
  const others = tabs.filter(({ uuid }) => uuid !== tile.tabUuid)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={26} aria-label={t('dashboard.tile.menu', { name })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setDialog(true)}>
            {t('dashboard.editing.editTile')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => onEdit(copyTile({ tile, uuid: newUuid(), tiles, filters }))}>
            {t('dashboard.duplicate')}
          </Menu.Item>
          {tabs.length > 1 &&
            others.map((tab) => (
              <Menu.Item
                key={tab.uuid}
                leftSection={<IconFolder size={15} />}
                onClick={() => onEdit({ type: 'move-to-tab', uuid: tile.uuid, tabUuid: tab.uuid })}
              >
                {t('dashboard.editing.moveToTab', { name: tab.name })}
              </Menu.Item>
            ))}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onEdit({ type: 'remove-tile', uuid: tile.uuid })}>
            {t('dashboard.editing.removeTile')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog && (
        <TileDialog
          tile={tile}
          title={t('dashboard.editing.editTile')}
          submit={t('dialog.save')}
          onClose={() => setDialog(false)}
          onSubmit={(next) => {
            onEdit({ type: 'set-tile', tile: next })
            setDialog(false)
          }}
        />
      )}
    </>
  )
}
