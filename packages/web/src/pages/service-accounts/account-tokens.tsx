import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createServiceToken, rotateServiceToken } from '../../api/service-accounts.ts'
import { revokeOrganizationToken, type Token } from '../../api/tokens.ts'
import { Card } from '../../components/card.tsx'
import { EndingSoon } from '../../components/tokens/ending-soon.tsx'
import { TokenDialogs, type OpenTokenDialog } from '../../components/tokens/token-dialogs.tsx'
import { TokenTable } from '../../components/tokens/token-table.tsx'

type Props = { accountUuid: string; tokens: readonly Token[]; refresh: () => Promise<void> }

/** The tokens of a service account: made with scopes, shown once, renewed, revoked. */
export function AccountTokens({ accountUuid, tokens, refresh }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<OpenTokenDialog>(null)
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
      <TokenDialogs
        owner="service"
        open={open}
        onOpen={setOpen}
        create={(wish) => createServiceToken(accountUuid, wish)}
        rotate={({ uuid }, rotation) => rotateServiceToken(accountUuid, uuid, rotation)}
        revoke={({ uuid }) => revokeOrganizationToken(uuid)}
        refresh={refresh}
      />
    </Card>
  )
}
