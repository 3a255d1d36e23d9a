import { cellKinds, kindLabel, type CellKind } from '@atrium/documents'
import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useLanguage } from '../../../i18n/language.ts'
import { useLeftMenu } from './use-left-menu.ts'

/** Adds a cell of a kind. */
export function AddCell({ label, onAdd }: { label: string; onAdd: (kind: CellKind) => void }) {
  const { locale } = useLanguage()
  const { menu, leave } = useLeftMenu()
  return (
    <Menu position="bottom-start" {...menu}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {cellKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => leave(() => onAdd(kind))}>
            {kindLabel(kind, locale)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
