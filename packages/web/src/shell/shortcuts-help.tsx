import { Kbd, Modal, Table, Title } from '@mantine/core'
import { Fragment, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { writeShortcut } from '../components/shortcut.ts'

let isOpen = false
const listeners = new Set<() => void>()

function setOpen(open: boolean): void {
  isOpen = open
  for (const listener of listeners) listener()
}

/** Opens the list of shortcuts from anywhere. */
export const openShortcutsHelp = (): void => setOpen(true)

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const groups = [
  {
    key: 'everywhere',
    rows: [
      ['palette', 'mod+k'],
      ['help', '?'],
      ['home', 'g h'],
      ['explore', 'g e'],
      ['dashboards', 'g d'],
      ['sql', 'g s'],
      ['catalog', 'g c'],
      ['spaces', 'g f'],
      ['develop', 'g m'],
    ],
  },
  {
    key: 'explore',
    rows: [
      ['run', 'mod+Enter'],
      ['refresh', 'mod+shift+Enter'],
      ['save', 'mod+s'],
      ['fields', '['],
      ['configure', ']'],
      ['table', 't'],
    ],
  },
  {
    key: 'results',
    rows: [
      ['copy', 'mod+c'],
      ['menu', 'Enter'],
      ['selectAll', 'mod+a'],
    ],
  },
] as const

/** Which keys do what. */
export function ShortcutsHelp() {
  const { t } = useTranslation()
  const open = useSyncExternalStore(subscribe, () => isOpen)
  return (
    <Modal opened={open} onClose={() => setOpen(false)} title={t('shortcuts.title')} size="md">
      {groups.map(({ key, rows }) => (
        <Fragment key={key}>
          <Title order={3} size="h6" mt="sm">
            {t(`shortcuts.groups.${key}`)}
          </Title>
          <Table>
            <Table.Tbody>
              {rows.map(([name, keys]) => (
                <Table.Tr key={name}>
                  <Table.Td>{t(`shortcuts.${name}`)}</Table.Td>
                  <Table.Td ta="end">
                    <Kbd>{writeShortcut(keys)}</Kbd>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Fragment>
      ))}
    </Modal>
  )
}
