import { Button, Paper, Table, Text, Title } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deletable } from '../../api/model-files.ts'
import { DeleteDialog } from './delete-dialog.tsx'

type Props = {
  projectUuid: string
  title: string
  text: string
  kind: Deletable['kind']
  rows: readonly { name: string; about: ReactNode }[]
  mayDelete: boolean
}

/** Folders of models, or uploaded tables: each with what is in it, and the way to be rid of it. */
export function DeletableList({ projectUuid, title, text, kind, rows, mayDelete }: Props) {
  const { t } = useTranslation()
  const [going, setGoing] = useState<string | null>(null)
  if (rows.length === 0) return null
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={title}>
      <Title order={2} size="h5">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {text}
      </Text>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {rows.map(({ name, about }) => (
            <Table.Tr key={name}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
              <Table.Td c="dimmed">{about}</Table.Td>
              <Table.Td ta="end">
                {mayDelete && (
                  <Button size="compact-xs" variant="subtle" color="red" aria-label={t('deletion.open', { name })} onClick={() => setGoing(name)}>
                    {t('content.delete')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {going !== null && <DeleteDialog projectUuid={projectUuid} what={{ kind, name: going }} onClose={() => setGoing(null)} />}
    </Paper>
  )
}
