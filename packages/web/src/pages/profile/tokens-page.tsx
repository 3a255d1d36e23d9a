import { Button, Skeleton } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createToken, revokeToken, rotateToken, tokensQuery, type NewToken, type Token } from '../../api/tokens.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { AgentsCard } from '../../components/tokens/agents-card.tsx'
import { EndingSoon } from '../../components/tokens/ending-soon.tsx'
import { NewTokenDialog } from '../../components/tokens/new-token-dialog.tsx'
import { RotateDialog } from '../../components/tokens/rotate-dialog.tsx'
import { HashboardKey } from '../../components/tokens/hashboard-key.tsx'
import { ShownOnceDialog } from '../../components/tokens/shown-once-dialog.tsx'
import { TokenTable } from '../../components/tokens/token-table.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'

type Open = { dialog: 'new' } | { dialog: 'shown'; token: NewToken } | { dialog: 'rotate' | 'revoke'; token: Token }

/** Tokens for programs: made, shown once, renewed, revoked. */
export function TokensPage() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const tokens = useQuery(tokensQuery)
  const [open, setOpen] = useState<Open | null>(null)
  const close = (): void => setOpen(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey })
  const onMade = async (token: NewToken): Promise<void> => {
    setOpen({ dialog: 'shown', token })
    await refresh()
  }
  const revoke = async (token: Token): Promise<void> => {
    await revokeToken(token.uuid)
    await refresh()
    close()
  }
  useCrumbs([{ label: t('profile.tokens') }])
  return (
    <Page
      title={t('profile.tokens')}
      description={t('profile.tokensText')}
      actions={
        <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setOpen({ dialog: 'new' })}>
          {t('profile.newToken')}
        </Button>
      }
    >
      <QueryBoundary query={tokens} failed={t('profile.tokensFailed')} skeleton={<Skeleton height={80} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={IconKey} text={t('profile.noTokens')} />
          ) : (
            <>
              <EndingSoon tokens={all} />
              <TokenTable
                tokens={all}
                mayRotate={({ expiresAt }) => expiresAt !== null}
                onRotate={(token) => setOpen({ dialog: 'rotate', token })}
                onRevoke={(token) => setOpen({ dialog: 'revoke', token })}
              />
            </>
          )
        }
      </QueryBoundary>
      <AgentsCard />
      {open?.dialog === 'new' && <NewTokenDialog owner="person" create={createToken} onMade={onMade} onClose={close} />}
      {open?.dialog === 'shown' && (
        <ShownOnceDialog token={open.token} onClose={close}>
          <HashboardKey token={open.token} />
        </ShownOnceDialog>
      )}
      {open?.dialog === 'rotate' && (
        <RotateDialog
          token={open.token}
          owner="person"
          rotate={({ expiresAt, overlapHours }) => rotateToken(open.token.uuid, { expiresAt: expiresAt ?? '', overlapHours })}
          onMade={onMade}
          onClose={close}
        />
      )}
      {open?.dialog === 'revoke' && (
        <ConfirmDialog
          title={t('profile.revokeTitle', { name: open.token.description })}
          text={t('profile.revokeText')}
          confirm={t('profile.revoke')}
          failed={t('profile.revokeFailed')}
          onConfirm={() => revoke(open.token)}
          onClose={close}
        />
      )}
    </Page>
  )
}
