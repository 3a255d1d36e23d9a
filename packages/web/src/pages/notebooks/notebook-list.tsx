import { ActionIcon, Anchor, Badge, Table, Text, Tooltip } from '@mantine/core'
import { IconAppWindow } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { App } from '../../api/apps.ts'
import { Ago } from '../../components/ago.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { paths } from '../../shell/paths.ts'
import { notebookHref } from './notebook-href.ts'
import { NotebookMenu } from './notebook-menu.tsx'
import { changedAt } from './wanted-notebooks.ts'

const colors = { never: 'gray', changed: 'orange', published: 'blue' } as const

/** Notebooks in a table: whoever may change one comes to the notebook, others to its app. */
export function NotebookList({ projectUuid, apps }: { projectUuid: string; apps: readonly App[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={720} hasActions>
      <Table highlightOnHover verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('content.name')}</Table.Th>
            <Table.Th>{t('content.space')}</Table.Th>
            <Table.Th>{t('notebooks.statusIs')}</Table.Th>
            <Table.Th>{t('notebooks.publishedWhen')}</Table.Th>
            <Table.Th>{t('notebooks.changedWhen')}</Table.Th>
            <Table.Th aria-label={t('notebooks.actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {apps.map((app) => (
            <Row key={app.uuid} projectUuid={projectUuid} app={app} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function Row({ projectUuid, app }: { projectUuid: string; app: App }) {
  const { t } = useTranslation()
  const { name, description, space, status, published, newest, unpublished } = app
  const changed = changedAt(app)
  const mayWrite = app.abilities.includes('app.update')
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Anchor component={LinkTo} href={notebookHref(projectUuid, app)} fw={550} size="sm">
          {name}
        </Anchor>
        {description !== null && description !== '' && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {description}
          </Text>
        )}
      </Table.Td>
      <Table.Td fz="sm">{space.name}</Table.Td>
      <Table.Td>
        <Badge color={colors[status]} variant="light" tt="none">
          {t(`notebooks.status.${status}`)}
        </Badge>
      </Table.Td>
      <Table.Td fz="sm">{published === null ? '–' : <When at={published.at} by={published.by} />}</Table.Td>
      <Table.Td fz="sm">{changed === undefined ? '–' : <When at={changed} by={unpublished?.savedBy ?? newest?.by ?? null} />}</Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {published !== null && (
          <Tooltip label={t('apps.open')}>
            <ActionIcon size={30} component={LinkTo} href={paths.app(projectUuid, app.uuid)} aria-label={t('apps.openOf', { name })}>
              <IconAppWindow size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        {mayWrite && <NotebookMenu projectUuid={projectUuid} app={app} />}
      </Table.Td>
    </Table.Tr>
  )
}

function When({ at, by }: { at: string; by: { firstName: string; lastName: string } | null }) {
  return (
    <>
      <Ago at={at} />
      {by !== null && (
        <Text size="xs" c="dimmed">
          {`${by.firstName} ${by.lastName}`.trim()}
        </Text>
      )}
    </>
  )
}
