import { Button, Group, Paper, Table, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../../../components/link-to.tsx'
import { paths } from '../../../shell/paths.ts'

/** An explore that was just made, and the models it joins. */
export type NewExplore = { name: string; label: string; joins: readonly string[] }

type Props = { projectUuid: string; explores: readonly NewExplore[] }

/** What was made, each with the way to ask it something. */
export function CreatedModels({ projectUuid, explores }: Props) {
  const { t } = useTranslation()
  return (
    <Paper withBorder radius="md" p="md" mb="lg" role="status">
      <Group gap="xs" mb="xs">
        <IconCircleCheck size={20} color="var(--mantine-color-green-6)" aria-hidden />
        <Title order={2} size="h5">
          {t('modelTables.done', { count: explores.length })}
        </Title>
      </Group>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {explores.map(({ name, label, joins }, index) => (
            <Table.Tr key={name}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {label}
                {joins.length > 0 && (
                  <Text size="xs" c="dimmed">
                    {t('modelTables.joined', { models: joins.join(', ') })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="end">
                <Button
                  size="compact-sm"
                  variant={index === 0 ? 'filled' : 'default'}
                  component={LinkTo}
                  href={paths.explore(projectUuid, name)}
                  aria-label={t('modelTables.exploreOf', { label })}
                >
                  {t('modelTables.explore')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}
