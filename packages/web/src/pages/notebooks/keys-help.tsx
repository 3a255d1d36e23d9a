import { Kbd, Modal, Table, Text, Title } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { writeShortcut } from '../../components/shortcut.ts'

const groups = [
  {
    key: 'anywhere',
    rows: [
      ['run', 'mod+Enter'],
      ['runAndNext', 'shift+Enter'],
      ['runAndAdd', 'alt+Enter'],
      ['save', 'mod+s'],
    ],
  },
  {
    key: 'onCell',
    rows: [
      ['write', 'Enter'],
      ['above', 'a'],
      ['below', 'b'],
      ['remove', 'd d'],
      ['copy', 'c'],
      ['cut', 'x'],
      ['paste', 'v'],
      ['up', 'k'],
      ['down', 'j'],
      ['extend', 'shift+j'],
      ['selectAll', 'mod+a'],
      ['moveUp', 'alt+↑'],
      ['moveDown', 'alt+↓'],
      ['fold', 'o'],
      ['undo', 'z'],
      ['redo', 'shift+z'],
      ['find', 'f'],
      ['interrupt', 'i i'],
      ['restart', '0 0'],
      ['help', 'h'],
    ],
  },
  { key: 'writing', rows: [['stop', 'Esc']] },
] as const

/** Which keys do what in a notebook. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('notebookEditor.keys')} size="md">
      {groups.map(({ key, rows }) => (
        <Fragment key={key}>
          <Title order={3} size="h6" mt="sm">
            {t(`notebookEditor.keyGroups.${key}`)}
          </Title>
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {rows.map(([name, keys]) => (
                <Table.Tr key={name}>
                  <Table.Td>
                    <Text size="sm">{t(`notebookEditor.keyTexts.${name}`)}</Text>
                  </Table.Td>
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
