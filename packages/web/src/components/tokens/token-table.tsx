import { Badge, Group, Menu, Table, Text } from '@mantine/core'
import { IconRefresh, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Token } from '../../api/tokens.ts'
import { Ago } from '../ago.tsx'
import { RowMenu } from '../row-menu.tsx'
import { stateOf } from './lifetimes.ts'
import { WideTable } from '../wide-table.tsx'

type Props<T extends Token> = {
  tokens: readonly T[]
  /** Who has it, where that differs. */
  owner?: (token: T) => ReactNode
  /** Which can be given a new secret; absent: none. */
  mayRotate?: (token: T) => boolean
  onRotate?: (token: T) => void
  onRevoke: (token: T) => void
}

/** Tokens: what they are for and reach, when they were used, when they end. */
export function TokenTable<T extends Token>({ tokens, owner, mayRotate, onRotate, onRevoke }: Props<T>) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={640} hasActions>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('tokens.token')}</Table.Th>
            {owner !== undefined && <Table.Th>{t('tokens.owner')}</Table.Th>}
            <Table.Th>{t('profile.created')}</Table.Th>
            <Table.Th>{t('profile.lastUsed')}</Table.Th>
            <Table.Th>{t('profile.expires')}</Table.Th>
            <Table.Th aria-label={t('space.more')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.uuid}>
              <Table.Td maw={360}>
                <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                  {token.description}
                </Text>
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {token.prefix}… · {token.scopes === null ? t('tokens.wide') : token.scopes.join(', ')}
                </Text>
              </Table.Td>
              {owner !== undefined && <Table.Td>{owner(token)}</Table.Td>}
              <Table.Td>
                <Ago at={token.createdAt} />
              </Table.Td>
              <Table.Td>
                {token.lastUsedAt === null ? t('profile.notUsed') : <Ago at={token.lastUsedAt} />}
                {token.lastUsedAddress !== null && (
                  <Text size="xs" c="dimmed">
                    {t('tokens.from', { address: token.lastUsedAddress })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <End token={token} />
              </Table.Td>
              <Table.Td ta="right">
                <RowMenu label={t('profile.actions', { name: token.description })}>
                  {onRotate !== undefined && mayRotate?.(token) === true && (
                    <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => onRotate(token)}>
                      {t('profile.rotate')}
                    </Menu.Item>
                  )}
                  <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onRevoke(token)}>
                    {t('profile.revoke')}
                  </Menu.Item>
                </RowMenu>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function End({ token: { expiresAt, previousEndsAt } }: { token: Token }) {
  const { t } = useTranslation()
  const state = stateOf(expiresAt)
  return (
    <>
      <Group gap={6} wrap="nowrap">
        {expiresAt === null ? t('profile.never') : <Ago at={expiresAt} />}
        {state !== 'lasting' && (
          // Orange letters on light orange are too pale to read.
          <Badge size="sm" variant="light" color={state === 'soon' ? 'orange' : 'red'} c="var(--mantine-color-text)">
            {t(`tokens.${state}`)}
          </Badge>
        )}
      </Group>
      {previousEndsAt !== null && stateOf(previousEndsAt) !== 'ended' && (
        <Text size="xs" c="dimmed" component="div">
          {t('tokens.oldSecret')} <Ago at={previousEndsAt} />
        </Text>
      )}
    </>
  )
}
