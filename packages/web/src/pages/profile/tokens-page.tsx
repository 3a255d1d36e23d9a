import { Button, Skeleton } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createToken, revokeToken, rotateToken, tokensQuery } from '../../api/tokens.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { AgentsCard } from '../../components/tokens/agents-card.tsx'
import { EndingSoon } from '../../components/tokens/ending-soon.tsx'
import { TokenDialogs, type OpenTokenDialog } from '../../components/tokens/token-dialogs.tsx'
import { TokenTable } from '../../components/tokens/token-table.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'

/** Tokens for programs: made, shown once, renewed, revoked. */
export function TokensPage() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const tokens = useQuery(tokensQuery)
  const [open, setOpen] = useState<OpenTokenDialog>(null)
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
      <TokenDialogs
        owner="person"
        open={open}
        onOpen={setOpen}
        create={createToken}
        rotate={({ uuid }, { expiresAt, overlapHours }) => rotateToken(uuid, { expiresAt: expiresAt ?? '', overlapHours })}
        revoke={({ uuid }) => revokeToken(uuid)}
        refresh={() => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey })}
      />
    </Page>
  )
}
