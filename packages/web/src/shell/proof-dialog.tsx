import { Alert, Button, Modal, PasswordInput, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/message-of.ts'
import { proofGate } from '../api/gate.ts'
import { ownSecurityQuery, prove, proveByPasskey, type OwnSecurity } from '../api/security.ts'
import { hasPasskeys } from '../components/has-passkeys.ts'
import { passkeyFailure } from '../components/passkey-failure.ts'
import { QueryBoundary } from '../components/query-boundary.tsx'

/** Shown over the page when something needs a fresh proof of who asks: what was asked for goes on afterwards. */
export function ProofDialog() {
  const { t } = useTranslation()
  const security = useQuery(ownSecurityQuery)
  return (
    <Modal opened onClose={() => proofGate.open(false)} title={t('proof.title')} closeOnClickOutside={false} zIndex={300}>
      <Text size="sm" c="dimmed" mb="md">
        {t('proof.text')}
      </Text>
      <QueryBoundary query={security} failed={t('secondFactor.failed')} skeleton={<Skeleton height={120} />}>
        {(known) => <ProofForm security={known} />}
      </QueryBoundary>
      <Button variant="default" fullWidth mt="sm" onClick={() => proofGate.open(false)}>
        {t('dialog.cancel')}
      </Button>
    </Modal>
  )
}

function ProofForm({ security: { hasPassword, appSince, passkeys } }: { security: OwnSecurity }) {
  const { t } = useTranslation()
  const [byCode, setByCode] = useState(!hasPassword)
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const hasCode = appSince !== null
  const ask = async (proving: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await proving()
      proofGate.open(true)
    } catch (error) {
      const told = passkeyFailure(error, t)
      setFailure(messageOf(told))
      setTyped('')
      setBusy(false)
    }
  }
  if (!hasPassword && !hasCode && passkeys.length === 0) return <Text size="sm">{t('proof.nothing')}</Text>
  return (
    <Stack gap="sm">
      {failure !== null && (
        <Alert color="red" variant="light" role="alert">
          {failure}
        </Alert>
      )}
      {(hasPassword || hasCode) && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void ask(() => prove(byCode ? { code: typed } : { password: typed }))
          }}
        >
          <Stack gap="sm">
            {byCode ? (
              <TextInput
                label={t('proof.code')}
                value={typed}
                autoComplete="one-time-code"
                data-autofocus
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            ) : (
              <PasswordInput
                label={t('proof.password')}
                value={typed}
                autoComplete="current-password"
                data-autofocus
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            )}
            <Button type="submit" loading={isBusy} disabled={typed === ''}>
              {t('proof.confirm')}
            </Button>
          </Stack>
        </form>
      )}
      {passkeys.length > 0 && hasPasskeys() && (
        <Button variant="default" leftSection={<IconFingerprint size={16} aria-hidden />} disabled={isBusy} onClick={() => void ask(proveByPasskey)}>
          {t('proof.usePasskey')}
        </Button>
      )}
      {hasPassword && hasCode && (
        <Button
          variant="subtle"
          onClick={() => {
            setTyped('')
            setByCode(!byCode)
          }}
        >
          {byCode ? t('proof.usePassword') : t('proof.useCode')}
        </Button>
      )}
    </Stack>
  )
}
