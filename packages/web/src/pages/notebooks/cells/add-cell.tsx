import { cellKinds, kindLabel, type CellKind } from '@atrium/documents'
import { Button, Menu, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/language.ts'
import { useLeftMenu } from './use-left-menu.ts'

/** Adds a cell of a kind. */
export function AddCell({ label, onAdd }: { label: string; onAdd: (kind: CellKind) => void }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { menu, leave } = useLeftMenu()
  return (
    <Menu position="bottom-start" width={340} {...menu}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="min(70vh, 620px)" style={{ overflowY: 'auto' }}>
        {cellKinds.map((kind) => {
          const name = kindLabel(kind, locale)
          const hint = t(`notebooks.kindHints.${kind}`)
          return (
            <Menu.Item key={kind} py={5} aria-label={name} aria-description={hint} onClick={() => leave(() => onAdd(kind))}>
              {name}
              <Text component="span" size="xs" c="dimmed" ms={8}>
                {hint}
              </Text>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
