import type { WrittenOutcome } from '@atrium/documents'
import { Group, Text } from '@mantine/core'
import { IconTableImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Ago } from '../../../components/ago.tsx'

/** Which table a cell wrote, and when. */
export function WrittenNote({ written: { table, mode, rows, at } }: { written: WrittenOutcome }) {
  const { t } = useTranslation()
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconTableImport size={18} aria-hidden style={{ flexShrink: 0 }} />
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t(`writeback.written.${mode}`, { count: rows, table })} <Ago at={at} />
      </Text>
    </Group>
  )
}
