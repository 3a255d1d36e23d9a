import { cellKinds, kindLabel, type CellKind } from '@atrium/documents'
import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useLanguage } from '../../../i18n/language.ts'

/** Adds a cell of a kind. */
export function AddCell({ label, onAdd }: { label: string; onAdd: (kind: CellKind) => void }) {
  const { locale } = useLanguage()
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {cellKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(kind)}>
            {kindLabel(kind, locale)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
