import { Alert, Button, Loader, Stack, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { ApiError } from '../../api/api-error.ts'
import { finishByCode, finishByPasskey, secondStepQuery, type SecondStepWays } from '../../api/security.ts'
import { hasPasskeys } from '../../components/has-passkeys.ts'
import { passkeyFailure } from '../../components/passkey-failure.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'

type Props = {
  onSignedIn: () => Promise<void>
  /** Back to the password; with the reason when that was not the person's wish. */
  onStartAgain: (why: string | null) => void
}

/** The second step of a sign-in: a code, a passkey or a recovery code. */
export function SecondStepForm(props: Props) {
  const { t } = useTranslation()
  const ways = useQuery(secondStepQuery)
  return (
    <QueryBoundary query={ways} failed={t('secondStep.failed')} skeleton={<Loader />}>
      {(known) => <Steps ways={known} {...props} />}
    </QueryBoundary>
  )
}

type Way = 'app' | 'passkey' | 'recovery'

const texts = { app: 'secondStep.text', passkey: 'secondStep.textPasskey', recovery: 'secondStep.textRecovery' } as const

function Steps({ ways, onSignedIn, onStartAgain }: Props & { ways: SecondStepWays }) {
  const { t } = useTranslation()
  const canUsePasskey = ways.passkey && hasPasskeys()
  const [way, setWay] = useState<Way>(canUsePasskey ? 'passkey' : ways.app ? 'app' : 'recovery')
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const finish = async (finishing: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await finishing()
      await onSignedIn()
    } catch (error) {
      const told = passkeyFailure(error, t)
      const why = messageOf(told)
      if (error instanceof ApiError && error.name === 'SecondStepOverError') onStartAgain(why)
      else setFailure(why)
    }
    setBusy(false)
  }
  const choose = (next: Way): void => {
    setWay(next)
    setFailure(null)
  }
  return (
    <Stack>
      {failure !== null && (
        <Alert color="red" variant="light" role="alert">
          {failure}
        </Alert>
      )}
      <Text size="sm">{t(texts[way])}</Text>
      {way === 'passkey' ? (
        <Button leftSection={<IconFingerprint size={16} aria-hidden />} loading={isBusy} data-autofocus onClick={() => void finish(finishByPasskey)}>
          {t('secondStep.usePasskey')}
        </Button>
      ) : (
        <CodeForm key={way} way={way} isBusy={isBusy} onCode={(code) => finish(() => finishByCode(code))} />
      )}
      <Stack gap={4} align="flex-start">
        {way !== 'passkey' && canUsePasskey && <Choice text={t('secondStep.usePasskey')} onClick={() => choose('passkey')} />}
        {way !== 'app' && ways.app && <Choice text={t('secondStep.useApp')} onClick={() => choose('app')} />}
        {way !== 'recovery' && ways.recoveryCode && <Choice text={t('secondStep.useRecovery')} onClick={() => choose('recovery')} />}
        <Choice text={t('secondStep.startAgain')} onClick={() => onStartAgain(null)} />
      </Stack>
      {way === 'recovery' && (
        <Text size="xs" c="dimmed">
          {t('secondStep.lost')}
        </Text>
      )}
    </Stack>
  )
}

type CodeProps = { way: Exclude<Way, 'passkey'>; isBusy: boolean; /** Settles when the code was looked at. */ onCode: (code: string) => Promise<void> }

/** Takes the focus when it appears: nothing else is to be done here. */
function CodeForm({ way, isBusy, onCode }: CodeProps) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const send = async (): Promise<void> => {
    await onCode(code)
    setCode('')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack>
        <TextInput
          ref={field}
          label={way === 'app' ? t('secondStep.code') : t('secondStep.recoveryCode')}
          value={code}
          inputMode={way === 'app' ? 'numeric' : 'text'}
          autoComplete={way === 'app' ? 'one-time-code' : 'off'}
          maxLength={100}
          required
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={isBusy} disabled={code.trim() === ''} fullWidth>
          {t('secondStep.go')}
        </Button>
      </Stack>
    </form>
  )
}

function Choice({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <Button variant="subtle" size="compact-sm" onClick={onClick}>
      {text}
    </Button>
  )
}
