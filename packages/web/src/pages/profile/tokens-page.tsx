import { ActionIcon, Button, Menu, Skeleton, Table } from '@mantine/core'
import { IconDots, IconKey, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { revokeToken, rotateToken, tokensQuery, type NewToken, type Token } from '../../api/tokens.ts'
import { Ago } from '../../components/ago.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { NewTokenDialog, ShownOnceDialog } from './new-token-dialog.tsx'

const dayMs = 86_400_000

/** Tokens for programs: made, shown once, renewed, revoked. */
export function TokensPage() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const tokens = useQuery(tokensQuery)
  const [isNew, setNew] = useState(false)
  const [shown, setShown] = useState<NewToken | null>(null)
  const [leaving, setLeaving] = useState<Token | null>(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey })
  const onMade = async (token: NewToken): Promise<void> => {
    setNew(false)
    setShown(token)
    await refresh()
  }
  const rotate = async ({ uuid, createdAt, expiresAt }: Token): Promise<void> => {
    if (expiresAt === null) return
    // The new secret lives as long as the old one was meant to.
    const lifetime = Math.max(dayMs, new Date(expiresAt).getTime() - new Date(createdAt).getTime())
    try {
      await onMade(await rotateToken(uuid, new Date(Date.now() + lifetime).toISOString()))
    } catch (error) {
      toastFailed(t('profile.rotateFailed'), error)
    }
  }
  const revoke = async (): Promise<void> => {
    if (leaving !== null) await revokeToken(leaving.uuid)
    await refresh()
    setLeaving(null)
  }
  useCrumbs([{ label: t('profile.tokens') }])
  return (
    <Page
      title={t('profile.tokens')}
      description={t('profile.tokensText')}
      actions={
        <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
          {t('profile.newToken')}
        </Button>
      }
    >
      <QueryBoundary query={tokens} failed={t('profile.tokensFailed')} skeleton={<Skeleton height={80} />}>
        {(all) =>
          all.length === 0 ? <EmptyState icon={IconKey} text={t('profile.noTokens')} /> : <TokenTable tokens={all} onRotate={rotate} onRevoke={setLeaving} />
        }
      </QueryBoundary>
      {isNew && <NewTokenDialog onMade={onMade} onClose={() => setNew(false)} />}
      {shown !== null && <ShownOnceDialog token={shown} onClose={() => setShown(null)} />}
      {leaving !== null && (
        <ConfirmDialog
          title={t('profile.revokeTitle', { name: leaving.description })}
          text={t('profile.revokeText')}
          confirm={t('profile.revoke')}
          failed={t('profile.revokeFailed')}
          onConfirm={revoke}
          onClose={() => setLeaving(null)}
        />
      )}
    </Page>
  )
}

type TableProps = { tokens: readonly Token[]; onRotate: (token: Token) => Promise<void>; onRevoke: (token: Token) => void }

function TokenTable({ tokens, onRotate, onRevoke }: TableProps) {
  const { t } = useTranslation()
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('profile.description')}</Table.Th>
            <Table.Th>{t('profile.created')}</Table.Th>
            <Table.Th>{t('profile.lastUsed')}</Table.Th>
            <Table.Th>{t('profile.expires')}</Table.Th>
            <Table.Th aria-label={t('space.more')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.uuid}>
              <Table.Td>{token.description}</Table.Td>
              <Table.Td>
                <Ago at={token.createdAt} />
              </Table.Td>
              <Table.Td>{token.lastUsedAt === null ? t('profile.notUsed') : <Ago at={token.lastUsedAt} />}</Table.Td>
              <Table.Td>{token.expiresAt === null ? t('profile.never') : <Ago at={token.expiresAt} />}</Table.Td>
              <Table.Td ta="right">
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon aria-label={t('profile.actions', { name: token.description })}>
                      <IconDots size={16} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    {token.expiresAt !== null && (
                      <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => void onRotate(token)}>
                        {t('profile.rotate')}
                      </Menu.Item>
                    )}
                    <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onRevoke(token)}>
                      {t('profile.revoke')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
