import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createServiceToken, rotateServiceToken } from '../../api/service-accounts.ts'
import { revokeOrganizationToken, type NewToken, type Token } from '../../api/tokens.ts'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EndingSoon } from '../../components/tokens/ending-soon.tsx'
import { NewTokenDialog } from '../../components/tokens/new-token-dialog.tsx'
import { RotateDialog } from '../../components/tokens/rotate-dialog.tsx'
import { HashboardKey } from '../../components/tokens/hashboard-key.tsx'
import { ShownOnceDialog } from '../../components/tokens/shown-once-dialog.tsx'
import { TokenTable } from '../../components/tokens/token-table.tsx'

type Open = { dialog: 'new' } | { dialog: 'shown'; token: NewToken } | { dialog: 'rotate' | 'revoke'; token: Token }
type Props = { accountUuid: string; tokens: readonly Token[]; refresh: () => Promise<void> }

/** The tokens of a service account: made with scopes, shown once, renewed, revoked. */
export function AccountTokens({ accountUuid, tokens, refresh }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open | null>(null)
  const close = (): void => setOpen(null)
  const onMade = async (token: NewToken): Promise<void> => {
    setOpen({ dialog: 'shown', token })
    await refresh()
  }
  const revoke = async (token: Token): Promise<void> => {
    await revokeOrganizationToken(token.uuid)
    await refresh()
    close()
  }
  return (
    <Card title={t('serviceAccounts.tokensTitle')}>
      <EndingSoon tokens={tokens} />
      {tokens.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('serviceAccounts.noTokens')}
        </Text>
      ) : (
        <TokenTable
          tokens={tokens}
          mayRotate={() => true}
          onRotate={(token) => setOpen({ dialog: 'rotate', token })}
          onRevoke={(token) => setOpen({ dialog: 'revoke', token })}
        />
      )}
      <Button mt="sm" size="xs" leftSection={<IconPlus size={15} />} onClick={() => setOpen({ dialog: 'new' })}>
        {t('profile.newToken')}
      </Button>
      {open?.dialog === 'new' && <NewTokenDialog owner="service" create={(wish) => createServiceToken(accountUuid, wish)} onMade={onMade} onClose={close} />}
      {open?.dialog === 'shown' && (
        <ShownOnceDialog token={open.token} onClose={close}>
          <HashboardKey token={open.token} />
        </ShownOnceDialog>
      )}
      {open?.dialog === 'rotate' && (
        <RotateDialog
          token={open.token}
          owner="service"
          rotate={(rotation) => rotateServiceToken(accountUuid, open.token.uuid, rotation)}
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
    </Card>
  )
}
