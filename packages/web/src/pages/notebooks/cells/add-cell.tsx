import type { CellKind } from '@atrium/documents'
import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { CellKindItems } from './cell-kind-items.tsx'
import { useLeftMenu } from './use-left-menu.ts'

/** Adds a cell of a kind. */
export function AddCell({ label, onAdd }: { label: string; onAdd: (kind: CellKind) => void }) {
  const { menu, leave } = useLeftMenu()
  return (
    <Menu position="bottom-start" width={340} {...menu}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="min(70vh, 620px)" style={{ overflowY: 'auto' }}>
        <CellKindItems onPick={(kind) => leave(() => onAdd(kind))} />
      </Menu.Dropdown>
    </Menu>
  )
}
