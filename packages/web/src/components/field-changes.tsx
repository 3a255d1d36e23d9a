import { Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shownValue, type FieldChange } from './field-change.ts'

/** More than this many fields are shown when asked for. */
const shownAtOnce = 20

/** What differs between two states, field by field. */
export function FieldChanges({ changes }: { changes: readonly FieldChange[] }) {
  const { t } = useTranslation()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? changes : changes.slice(0, shownAtOnce)
  return (
    <div>
      <Table withTableBorder verticalSpacing={4} fz="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="24%">{t('audit.field')}</Table.Th>
            <Table.Th>{t('audit.before')}</Table.Th>
            <Table.Th>{t('audit.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ path, before, after }) => (
            <Table.Tr key={path}>
              <Table.Td style={anywhere}>{path}</Table.Td>
              <Table.Td style={anywhere}>{before === undefined ? <Absent /> : <del>{shownValue(before)}</del>}</Table.Td>
              <Table.Td style={anywhere}>{after === undefined ? <Absent /> : <ins>{shownValue(after)}</ins>}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length < changes.length && (
        <Button size="compact-xs" variant="subtle" mt={4} onClick={() => setWhole(true)}>
          {t('audit.moreFields', { count: changes.length - shown.length })}
        </Button>
      )}
    </div>
  )
}

const anywhere = { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', verticalAlign: 'top' } as const

function Absent() {
  return (
    <Text span size="xs" c="dimmed">
      –
    </Text>
  )
}
