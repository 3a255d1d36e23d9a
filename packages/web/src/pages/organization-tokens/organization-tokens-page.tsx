import { Badge, Skeleton, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { organizationTokensQuery, revokeOrganizationToken, type OwnedToken } from '../../api/tokens.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { TokenTable } from '../../components/tokens/token-table.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'
import { TokenRulesCard } from './token-rules-card.tsx'

/** Tokens whose description, owner or scopes hold every word. */
const matching = (tokens: readonly OwnedToken[], search: string): OwnedToken[] => {
  const words = search.toLowerCase().split(/\s+/)
  return tokens.filter(({ description, owner, scopes }) => {
    const text = [description, owner.name, owner.email ?? '', ...(scopes ?? [])].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Tokens of everybody, for administrators: seen and revoked, never read. */
export function OrganizationTokensPage() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const tokens = useQuery(organizationTokensQuery)
  const [search, setSearch] = useState('')
  const [leaving, setLeaving] = useState<OwnedToken | null>(null)
  useCrumbs([{ label: t('organizationTokens.title') }])
  const revoke = async (token: OwnedToken): Promise<void> => {
    await revokeOrganizationToken(token.uuid)
    await queryClient.invalidateQueries({ queryKey: organizationTokensQuery.queryKey })
    setLeaving(null)
  }
  return (
    <Page title={t('organizationTokens.title')} description={t('organizationTokens.description')}>
      <Stack>
        <SearchField label={t('organizationTokens.search')} value={search} onChange={setSearch} />
        <QueryBoundary query={tokens} failed={t('organizationTokens.failed')} skeleton={<Skeleton height={200} />}>
          {(all) => {
            const shown = matching(all, search)
            if (shown.length === 0)
              return <EmptyState icon={IconKey} text={all.length === 0 ? t('organizationTokens.empty') : t('organizationTokens.noMatch')} compact />
            return <TokenTable tokens={shown} owner={ownerCell} onRevoke={setLeaving} />
          }}
        </QueryBoundary>
        <TokenRulesCard />
      </Stack>
      {leaving !== null && (
        <ConfirmDialog
          title={t('profile.revokeTitle', { name: leaving.description })}
          text={t('profile.revokeText')}
          confirm={t('profile.revoke')}
          failed={t('profile.revokeFailed')}
          onConfirm={() => revoke(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </Page>
  )
}

const ownerCell = ({ owner }: OwnedToken): ReactNode => <Owner owner={owner} />

function Owner({ owner: { kind, name, email } }: { owner: OwnedToken['owner'] }) {
  const { t } = useTranslation()
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {name === '' ? email : name}
      </Text>
      {kind === 'service' ? (
        <Badge size="xs" variant="light">
          {t('organizationTokens.service')}
        </Badge>
      ) : (
        name !== '' && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
        )
      )}
    </>
  )
}
