import { Anchor, Button, Divider, Skeleton, Stack, Text } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AddedFactor } from '../../api/security.ts'
import { signOut, userQuery } from '../../api/session.ts'
import { hasPasskeys } from '../../components/has-passkeys.ts'
import { PlainPage } from '../../components/plain-page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { ProofGate } from '../../shell/proof-gate.tsx'
import { safeReturnPath } from '../../shell/safe-return-path.ts'
import { SignInGate } from '../../shell/sign-in-gate.tsx'
import { AppSetup } from '../security/app-setup.tsx'
import { NewPasskeyDialog } from '../security/new-passkey-dialog.tsx'
import { RecoveryCodes } from '../security/recovery-codes.tsx'

/** Where those are led whose organization asks for a second factor that they do not have: everything else is closed. */
export function SecondFactorPage() {
  const { t } = useTranslation()
  const user = useQuery(userQuery)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const go = useGo()
  const queryClient = useQueryClient()
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  const goOn = (): void => {
    // What was refused before is asked for again.
    queryClient.clear()
    go(safeReturnPath(new URLSearchParams(search).get('redirect')), { replace: true })
  }
  const onAdded = async ({ recoveryCodes }: AddedFactor): Promise<void> => {
    if (recoveryCodes === null) goOn()
    else setCodes(recoveryCodes)
  }
  return (
    <PlainPage title={codes === null ? t('enrol.title') : t('recoveryCodes.keep')} width={480}>
      {codes === null ? (
        <QueryBoundary query={user} failed={t('profile.failed')} skeleton={<Skeleton height={320} />}>
          {({ organizationName = '' }) => <Ways organization={organizationName} onAdded={onAdded} />}
        </QueryBoundary>
      ) : (
        <RecoveryCodes codes={codes} onKept={goOn} />
      )}
      <SignInGate />
      <ProofGate />
    </PlainPage>
  )
}

function Ways({ organization, onAdded }: { organization: string; onAdded: (added: AddedFactor) => Promise<void> }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [isNaming, setNaming] = useState(false)
  const leave = async (): Promise<void> => {
    try {
      await signOut()
      queryClient.clear()
      go(paths.login(), { replace: true })
    } catch (error) {
      toastFailed(t('shell.signOutFailed'), error)
    }
  }
  return (
    <Stack>
      <Text size="sm">{t('enrol.text', { organization })}</Text>
      <AppSetup onAdded={onAdded} />
      {hasPasskeys() && (
        <>
          <Divider label={t('enrol.or')} />
          <Button variant="default" leftSection={<IconFingerprint size={16} aria-hidden />} onClick={() => setNaming(true)}>
            {t('passkeys.add')}
          </Button>
        </>
      )}
      <Anchor component="button" type="button" size="sm" onClick={() => void leave()}>
        {t('enrol.signOut')}
      </Anchor>
      {isNaming && <NewPasskeyDialog onAdded={onAdded} onClose={() => setNaming(false)} />}
    </Stack>
  )
}
