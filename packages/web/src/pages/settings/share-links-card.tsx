import { Anchor, Button, Paper, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteShareLink, shareLinksQuery, type ListedShareLink } from '../../api/share-links.ts'
import { Ago } from '../../components/ago.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { WideTable } from '../../components/wide-table.tsx'

/** Short links into a project: who made them, when they end, and their end now. */
export function ShareLinksCard({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const links = useQuery(shareLinksQuery(projectUuid))
  const [leaving, setLeaving] = useState<ListedShareLink | null>(null)
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('shareLinks.title')}>
      <Title order={2} size="h5" mb="xs">
        {t('shareLinks.title')}
      </Title>
      <Text size="sm">{t('shareLinks.text')}</Text>
      <QueryBoundary query={links} failed={t('shareLinks.failed')} skeleton={<Skeleton height={60} />}>
        {(known) => (
          <Stack gap="xs" mt="xs">
            {known.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('shareLinks.none')}
              </Text>
            )}
            {known.length > 0 && (
              <WideTable minWidth={260}>
                <Table verticalSpacing={4}>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('shareLinks.page')}</Table.Th>
                      <Table.Th visibleFrom="sm">{t('shareLinks.made')}</Table.Th>
                      <Table.Th visibleFrom="sm">{t('shareLinks.ends')}</Table.Th>
                      <Table.Th />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {known.map((link) => (
                      <Table.Tr key={link.id}>
                        <Table.Td>
                          <Anchor component={LinkTo} href={`/share/${link.id}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
                            {withinProject(link.path)}
                          </Anchor>
                          <Text size="xs" c="dimmed" hiddenFrom="sm">
                            {t('shareLinks.ends')}: <End link={link} />
                          </Text>
                        </Table.Td>
                        <Table.Td visibleFrom="sm">
                          <Ago at={link.createdAt} />
                          {link.author !== null && ` · ${link.author}`}
                        </Table.Td>
                        <Table.Td visibleFrom="sm">
                          <End link={link} />
                        </Table.Td>
                        <Table.Td>
                          <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t('shareLinks.deleteOf', { page: withinProject(link.path) })}
                            onClick={() => setLeaving(link)}
                          >
                            {t('shareLinks.delete')}
                          </Button>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </WideTable>
            )}
          </Stack>
        )}
      </QueryBoundary>
      {leaving !== null && (
        <ConfirmDialog
          title={t('shareLinks.deleteTitle')}
          text={t('shareLinks.deleteText', { page: withinProject(leaving.path) })}
          confirm={t('shareLinks.delete')}
          failed={t('shareLinks.deleteFailed')}
          onConfirm={async () => {
            await deleteShareLink(projectUuid, leaving.id)
            await queryClient.invalidateQueries({ queryKey: shareLinksQuery(projectUuid).queryKey })
            setLeaving(null)
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </Paper>
  )
}

function End({ link: { expiresAt } }: { link: Pick<ListedShareLink, 'expiresAt'> }) {
  const { t } = useTranslation()
  return expiresAt === null ? t('shareLinks.never') : <Ago at={expiresAt} />
}

/** The part of an address that tells one page of a project from the other. */
const withinProject = (path: string): string => path.replace(/^\/p\/[^/]+\/?/, '/')
